import { applyStages, type Outcome } from '../apply/apply.ts'
import type { Decided } from '../apply/decide-file.ts'
import { openRun, type Run } from '../apply/run.ts'
import type { Site } from '../apply/survey.ts'
import type { Changeset } from '../plan/changeset.ts'
import { bytesWords } from '../talk/amounts.ts'
import { isChanging } from './changes.ts'
import type { Context } from './context.ts'

/** The run was told to stop before it was done: exit code 1. */
export class Interrupted extends Error {}

/** Does the work of a run and tells what was done, also when it came to an end too soon. */
export async function runToEnd(context: Context, site: Site, work: (run: Run) => Promise<Outcome>): Promise<Outcome> {
  const { bucket, talk } = context
  const run = openRun({ ...context, site })
  const started = Date.now()
  try {
    const outcome = await work(run)
    const requests = [...bucket.requests.values()].reduce((sum, count) => sum + count, 0)
    const seconds = `${((Date.now() - started) / 1000).toFixed(1)} s`
    const title = outcome.isComplete ? 'Done:' : 'Stopped:'
    talk.summary(title, outcome.counts, { sent: bytesWords(outcome.bytes), requests, time: seconds })
    if (!outcome.isComplete)
      throw new Interrupted('stopped before the end. The site works as it is; run again to finish.')
    return outcome
  } finally {
    await run.release()
  }
}

/** Does what a plan says. */
export const applyPlan = (context: Context, site: Site, { changes }: Changeset): Promise<Outcome> =>
  runToEnd(context, site, (run) => {
    const todo = changes.filter(isChanging)
    const writes = todo.filter(({ action }) => action !== 'delete')
    return applyStages(
      run,
      [writes.filter(({ stage }) => stage !== 'entry'), writes.filter(({ stage }) => stage === 'entry')],
      (change): Decided => ({ change, isFresh: false }),
      todo.filter(({ action }) => action === 'delete'),
    )
  })
