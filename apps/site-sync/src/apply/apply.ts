import { bytesWords } from '../model/amounts.ts'
import type { Change } from '../model/change.ts'
import type { Decided } from '../plan/decide-file.ts'
import { forEach } from '../plan/for-each.ts'
import { deleteAll } from './delete-all.ts'
import { invalidatePending } from './invalidate-pending.ts'
import type { Run } from './run.ts'
import { writeObject } from './write-object.ts'

/** What has been done, by action, with the bytes that were uploaded; and whether that was all. */
export type Outcome = { counts: Record<string, number>; bytes: number; isComplete: boolean }
/** What is done before something else is begun. */
export type Stage<T> = { count: number; items: Iterable<T> }

/** With what went wrong, in that order. */
export type Applied = Outcome & { failures: unknown[] }

/**
 * Makes the bucket what it ought to be, in an order that never sends anybody to what is not there: assets, entry points,
 * deletes, invalidation. What was done is remembered also when a step fails or the run is told to stop. Does not throw.
 *
 * @param stages what is to be looked at, assets first; each is done before the next is begun
 * @param decide what is to become of one, if that is not known yet
 */
export async function applyStages<T>(
  run: Run,
  stages: Stage<T>[],
  decide: (item: T) => Promise<Decided> | Decided,
  deletes: Change[],
): Promise<Applied> {
  const outcome: Applied = { counts: {}, bytes: 0, isComplete: false, failures: [] }
  const total = stages.reduce((sum, { count }) => sum + count, 0) + deletes.length
  let done = 0
  const noted = (error: unknown) => void outcome.failures.push(error)
  await goOn().catch(noted)
  // A run that never had the bucket for itself has nothing to say of it.
  if (run.hasClaimed()) await run.ledger.save().catch(noted)
  return outcome

  async function goOn(): Promise<void> {
    for (const { items } of stages) {
      const isWhole = await forEach(items, run.settings.concurrency, applyOne, run.signal)
      if (!isWhole) return
    }
    // What could not be deleted keeps nobody from seeing the rest.
    const isWhole = await deleteAll(run, deletes, count).catch((error) => void noted(error))
    if (isWhole === false) return
    await invalidatePending(run)
    outcome.isComplete = true
  }

  async function applyOne(item: T): Promise<void> {
    const decided = await decide(item)
    const { change } = decided
    if (change.action === 'create' || change.action === 'update' || change.action === 'headers') {
      await run.claim()
      const { bucket, settings, site, ledger } = run
      ledger.begins(change.path, change.action)
      ledger.wrote(change.path, await writeObject(bucket, settings.folder, decided, site.stored.get(change.path)))
      if (change.action !== 'headers') outcome.bytes += change.size ?? 0
      await ledger.checkpoint()
    }
    run.talk.change(change)
    count(change)
  }

  function count({ action }: Change): void {
    outcome.counts[action] = (outcome.counts[action] ?? 0) + 1
    done += 1
    run.talk.progress({ done, total, words: `${done} of ${total}, ${bytesWords(outcome.bytes)} sent` })
  }
}
