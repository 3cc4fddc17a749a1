import { Interrupted, Refusal, Unfinished } from '../model/errors.ts'
import type { Snapshot } from '../snapshot/take-snapshot.ts'
import type { Applied, Outcome } from './apply.ts'
import type { Context } from './context.ts'
import { openRun, type Run } from './run.ts'

const stopped = 'stopped before the end. The site works as it is; run again to finish.'

/**
 * Does the work of a run and reports what was done, also when it stopped early.
 *
 * @throws Refusal when a guard refused the run before its first change
 * @throws Unfinished when a file or the lock changed after it
 * @throws Interrupted when the signal stopped it
 */
export async function runToEnd(
  context: Context,
  snapshot: Snapshot,
  work: (run: Run) => Promise<Applied>,
): Promise<Outcome> {
  const { bucket, reporter, beganAtMs } = context
  const run = openRun(context, snapshot)
  try {
    const { counts, bytes, isComplete, failures } = await work(run)
    const requests = [...bucket.requests.values()].reduce((sum, count) => sum + count, 0)
    const seconds = (Date.now() - beganAtMs) / 1000
    const isDone = isComplete && failures.length === 0
    // A run that never had the lock changed nothing: then the failure says it all.
    if (isDone || run.hasClaimed()) {
      reporter.summary(isDone ? 'Done:' : 'Stopped:', counts, { bytes, requests, seconds })
    }
    const [first, ...others] = failures
    for (const other of others) reporter.warn(`and then: ${other instanceof Error ? other.message : other}`)
    if (failures.length > 0) throw run.hasClaimed() ? afterChanges(first) : first
    if (!isDone) throw new Interrupted(stopped)
    return { counts, bytes, isComplete }
  } finally {
    await run.release().catch((error) => {
      throw afterChanges(error)
    })
  }
}

/** A refusal promises that nothing was changed. */
function afterChanges(error: unknown): unknown {
  return error instanceof Refusal ? new Unfinished(error.message, { cause: error }) : error
}
