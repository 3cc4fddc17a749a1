import { type Applied, applyStages, type Outcome } from '../../apply/apply.ts'
import { openRun, type Run } from '../../apply/run.ts'
import { Interrupted } from '../../model/errors.ts'
import { isChanging } from '../../plan/changes.ts'
import type { Changeset } from '../../plan/changeset.ts'
import type { Decided } from '../../plan/decide-file.ts'
import type { Site } from '../../snapshot/survey.ts'
import type { Context } from './context.ts'

/** Does the work of a run and tells what was done, also when it came to an end too soon. */
export async function runToEnd(context: Context, site: Site, work: (run: Run) => Promise<Applied>): Promise<Outcome> {
  const { bucket, talk, began } = context
  const run = openRun({ ...context, site })
  try {
    const { counts, bytes, isComplete, failures } = await work(run)
    const requests = [...bucket.requests.values()].reduce((sum, count) => sum + count, 0)
    const seconds = (Date.now() - began) / 1000
    const isDone = isComplete && failures.length === 0
    // Where nothing was claimed nothing was changed, and what is said of the failure is all.
    if (isDone || run.hasClaimed()) {
      talk.summary(isDone ? 'Done:' : 'Stopped:', counts, { bytes, requests, seconds })
    }
    const [first, ...others] = failures
    for (const other of others) talk.warn(`and then: ${other instanceof Error ? other.message : other}`)
    if (failures.length > 0) throw first
    if (!isDone) throw new Interrupted(stopped)
    return { counts, bytes, isComplete }
  } finally {
    await run.release()
  }
}

const stopped = 'stopped before the end. The site works as it is; run again to finish.'

/** Does what a plan says. */
export const applyPlan = (context: Context, site: Site, { changes }: Changeset): Promise<Outcome> =>
  runToEnd(context, site, (run) => {
    const todo = changes.filter(isChanging)
    const writes = todo.filter(({ action }) => action !== 'delete')
    return applyStages(
      run,
      [writes.filter(({ stage }) => stage !== 'entry'), writes.filter(({ stage }) => stage === 'entry')].map(
        (items) => ({
          count: items.length,
          items,
        }),
      ),
      (change): Decided => ({ change, isFresh: false }),
      todo.filter(({ action }) => action === 'delete'),
    )
  })
