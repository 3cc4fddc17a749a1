import type { Change } from '../plan/change.ts'
import { bytesWords } from '../talk/amounts.ts'
import type { Decided } from './decide-file.ts'
import { forEach } from './for-each.ts'
import { invalidatePending } from './invalidate-pending.ts'
import type { Run } from './run.ts'
import { writeObject } from './write-object.ts'

/** What has been done, by action; and whether that was all. */
export type Outcome = { counts: Record<string, number>; bytes: number; isComplete: boolean }

/** Objects of one DeleteObjects. */
const deletesAtOnce = 1_000

/**
 * Makes the bucket what it ought to be, in an order that never sends anybody to what is not there: assets, entry points,
 * deletes, invalidation. What was done is remembered also when a step fails or the run is told to stop.
 *
 * @param stages what is to be looked at, assets first; each is done before the next is begun
 * @param decide what is to become of one, if that is not known yet
 */
export async function applyStages<T>(
  run: Run,
  stages: T[][],
  decide: (item: T) => Promise<Decided> | Decided,
  deletes: Change[],
): Promise<Outcome> {
  const outcome: Outcome = { counts: {}, bytes: 0, isComplete: false }
  const total = stages.reduce((sum, stage) => sum + stage.length, 0) + deletes.length
  let done = 0
  const count = ({ action }: Change, of = 1) => {
    outcome.counts[action] = (outcome.counts[action] ?? 0) + of
    done += of
    run.talk.progress({ done, total, words: `${done} of ${total}, ${bytesWords(outcome.bytes)} sent` })
  }
  try {
    for (const stage of stages) {
      const isWhole = await forEach(stage, run.settings.concurrency, (item) => applyOne(item), run.signal)
      if (!isWhole) return outcome
    }
    for (let at = 0; at < deletes.length; at += deletesAtOnce) {
      if (run.signal.aborted) return outcome
      await deleteObjects(run, deletes.slice(at, at + deletesAtOnce))
    }
    for (const change of deletes) count(change)
    await invalidatePending(run)
    outcome.isComplete = true
    return outcome
  } finally {
    await run.ledger.save()
  }

  async function applyOne(item: T): Promise<void> {
    const decided = await decide(item)
    const { change } = decided
    run.talk.change(change)
    if (change.action === 'create' || change.action === 'update' || change.action === 'headers') {
      await run.claim()
      const { bucket, settings, site, ledger } = run
      const remembered = await writeObject(bucket, settings.folder, decided, site.stored.get(change.path))
      ledger.wrote(change.path, remembered)
      if (change.action !== 'create' || settings.invalidateCreated) ledger.pending.add(change.path)
      if (change.action !== 'headers') outcome.bytes += change.size ?? 0
      await ledger.checkpoint()
    }
    count(change)
  }
}

async function deleteObjects({ bucket, ledger, talk, claim }: Run, changes: Change[]): Promise<void> {
  await claim()
  const keys = changes.map(({ path }) => path)
  // Before they are gone: whoever comes after a run that ends here must know what CloudFront still holds.
  for (const key of keys) ledger.pending.add(key)
  await bucket.delete(keys)
  ledger.deleted(keys)
  for (const change of changes) talk.change(change)
}
