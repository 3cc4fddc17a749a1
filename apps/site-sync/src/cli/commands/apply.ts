import { readFile } from 'node:fs/promises'
import type { Outcome } from '../../apply/apply.ts'
import { Refusal, UsageError } from '../../model/errors.ts'
import { countsOf } from '../../plan/changes.ts'
import type { Changeset } from '../../plan/changeset.ts'
import { differences } from '../../plan/differences.ts'
import { makePlan } from '../../plan/make-plan.ts'
import { parseChangeset } from '../../plan/parse-changeset.ts'
import { pathWords } from '../reporter/path-words.ts'
import type { Context } from './context.ts'
import { applyPlan } from './finish.ts'

/** `site-sync apply plan.json`: what was planned, if it is still what would be planned now. */
export async function applyCommand(context: Context, file: string): Promise<void> {
  const name = pathWords(file)
  const text = await readFile(file, 'utf8').catch(({ code, message }: NodeJS.ErrnoException) => {
    throw new UsageError(code === 'ENOENT' ? `there is no plan ${name}` : `the plan ${name} cannot be read: ${message}`)
  })
  await applyPlanned(context, parseChangeset(text, name), name)
}

/**
 * @param name of the plan, for the words
 * @throws Refusal when folder, bucket or settings are no longer those that it was made for
 */
export async function applyPlanned(context: Context, planned: Changeset, name: string): Promise<Outcome> {
  const { settings, talk, signal } = context
  const site = await context.survey()
  const now = await makePlan(site, settings, talk, signal)
  const changed = differences(planned, now)
  if (changed.length > 0) {
    throw new Refusal(
      [`${name} is no longer true, and nothing was changed:`, ...changed.map((line) => `  ${line}`)].join('\n'),
    )
  }
  talk.summary('Plan:', countsOf(planned.changes))
  return applyPlan(context, site, now)
}
