import { writeFile } from 'node:fs/promises'
import type { Context } from '../../apply/context.ts'
import { type Planned, planDeploy } from '../../apply/deploy.ts'
import { UsageError } from '../../model/errors.ts'
import { countsOf } from '../../plan/changes.ts'
import { encodeChangeset } from '../../plan/changeset.ts'
import { pathWords } from '../reporter/path-words.ts'

/** Makes a plan, shows it, and writes it to a file when the settings name one. */
export async function planAndShow(context: Context): Promise<Planned> {
  const { settings, reporter } = context
  const planned = await planDeploy(context)
  const { changeset } = planned
  for (const change of changeset.changes) reporter.change(change)
  reporter.summary('Plan:', countsOf(changeset.changes))
  if (settings.out) {
    const file = pathWords(settings.out)
    await writeFile(settings.out, encodeChangeset(changeset)).catch((error: Error) => {
      throw new UsageError(`the plan cannot be written to ${file}: ${error.message}`)
    })
    reporter.note(`The plan is in ${file}. To do just that, with the same settings: site-sync apply ${file}`)
  }
  return planned
}

/** `site-sync plan`: changes nothing. */
export async function planCommand(context: Context): Promise<void> {
  await planAndShow(context)
}
