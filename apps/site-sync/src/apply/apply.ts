import { bytesWords } from '../model/amounts.ts'
import type { Change } from '../model/change.ts'
import type { Decision } from '../plan/decide-file.ts'
import { forEach } from '../plan/for-each.ts'
import { deleteAll } from './delete-all.ts'
import { invalidatePending } from './invalidate-pending.ts'
import type { Run } from './run.ts'
import { writeObject } from './write-object.ts'

/** What a run did: how many changes of each action, the bytes of uploaded files, and whether that was all. */
export type Outcome = { counts: Record<string, number>; bytes: number; isComplete: boolean }
/** Items that are done before the next stage begins, and how many they are. */
export type Stage<T> = { items: Iterable<T>; count: number }

/** An outcome with the errors that occurred, in their order. */
export type Applied = Outcome & { failures: unknown[] }

/**
 * Makes the bucket as it should be, in an order that never leads a visitor to a missing object: assets, entry points,
 * deletes, invalidation. The journal is saved also when a step fails or the signal stops the run. Does not throw.
 *
 * @param stages items to look at: assets, then entry points
 * @param decide decides about an item just before it is done
 */
export async function applyStages<T>(
  run: Run,
  stages: Stage<T>[],
  decide: (item: T) => Promise<Decision> | Decision,
  deletes: Decision[],
): Promise<Applied> {
  const { bucket, settings, reporter, journal, signal } = run
  const outcome: Applied = { counts: {}, bytes: 0, isComplete: false, failures: [] }
  const total = stages.reduce((sum, stage) => sum + stage.count, 0) + deletes.length
  let done = 0
  const noteFailure = (error: unknown) => void outcome.failures.push(error)
  await applyInOrder().catch(noteFailure)
  // A run that never had the lock has changed nothing.
  if (run.hasClaimed()) await journal.save().catch(noteFailure)
  return outcome

  async function applyInOrder(): Promise<void> {
    for (const { items } of stages) {
      const isWhole = await forEach(items, settings.concurrency, applyOne, signal)
      if (!isWhole) return
    }
    // A failed delete does not keep visitors from the new pages: the invalidation still follows.
    const isWhole = await deleteAll(run, deletes, count).catch((error) => void noteFailure(error))
    if (isWhole === false) return
    await invalidatePending(run)
    outcome.isComplete = true
  }

  async function applyOne(item: T): Promise<void> {
    const decision = await decide(item)
    const { entry, change } = decision
    if (change.action === 'create' || change.action === 'update' || change.action === 'headers') {
      await run.claim()
      journal.begins(entry, change.action)
      journal.wrote(entry, await writeObject(bucket, settings.folder, decision))
      if (change.action !== 'headers') outcome.bytes += change.size ?? 0
      await journal.checkpoint()
    }
    reporter.change(change)
    count(change)
  }

  function count({ action }: Change): void {
    outcome.counts[action] = (outcome.counts[action] ?? 0) + 1
    done += 1
    reporter.progress({ done, total, words: `${done} of ${total}, ${bytesWords(outcome.bytes)} sent` })
  }
}
