import { writeFile } from 'node:fs/promises'
import { UsageError } from '../../model/errors.ts'
import { countsOf } from '../../plan/changes.ts'
import { type Changeset, encodeChangeset } from '../../plan/changeset.ts'
import { makePlan } from '../../plan/make-plan.ts'
import type { Site } from '../../snapshot/survey.ts'
import { pathWords } from '../reporter/path-words.ts'
import type { Context } from './context.ts'

/** Makes the plan, shows it, and writes it to a file if one is asked for. */
export async function planAndShow(context: Context, site: Site): Promise<Changeset> {
  const { settings, talk, signal } = context
  const plan = await makePlan(site, settings, talk, signal)
  for (const change of plan.changes) talk.change(change)
  talk.summary('Plan:', countsOf(plan.changes))
  if (settings.out) {
    const file = pathWords(settings.out)
    await writeFile(settings.out, encodeChangeset(plan)).catch((error: Error) => {
      throw new UsageError(`the plan cannot be written to ${file}: ${error.message}`)
    })
    talk.note(`The plan is in ${file}. To do just that, with the same settings: site-sync apply ${file}`)
  }
  return plan
}

/** `site-sync plan`: changes nothing. */
export async function planCommand(context: Context): Promise<void> {
  await planAndShow(context, await context.survey())
}
