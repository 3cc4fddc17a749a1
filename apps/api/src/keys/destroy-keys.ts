import type { DestroyedMinute, KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { Db } from '@cruddur/storage/postgres'
import type { Ports } from '../app.ts'
import { type Eraser, startErasureLoop } from '../retention/erasure-loop.ts'
import { selectNow, updateRingMark } from './key-ring.store.ts'

/** Well below the minute within which a key must be destroyed. */
const intervalMs = 1_000

/**
 * Starts to destroy the keys of what is over. It has a loop of its own, because erasing many rows can take minutes.
 *
 * @param onDestroyed is told of each minute after its key is gone; it is not told again when it throws
 * @returns a function that stops it and resolves when the destruction that is running has ended
 */
export function startDestroyingKeys(
  { keys, db, log }: Pick<Ports, 'keys' | 'db' | 'log'>,
  onDestroyed: (db: Db, minutes: readonly DestroyedMinute[]) => Promise<void> = async () => {},
): () => Promise<void> {
  const destroy = createKeyDestruction(keys, onDestroyed)
  return startErasureLoop({ db, log, erasers: [], chores: [destroy], interval: intervalMs, batch: 1 })
}

/** One pass. While the database is away it counts on from the last time that the database's clock was read. */
export function createKeyDestruction(
  keys: KeyRing,
  onDestroyed: (db: Db, minutes: readonly DestroyedMinute[]) => Promise<void> = async () => {},
): Eraser {
  let aheadMs: number | undefined
  return async (db) => {
    let failure: unknown
    try {
      aheadMs = (await selectNow(db)).getTime() - performance.now()
    } catch (error) {
      failure = error
    }
    if (aheadMs !== undefined) {
      const destroyed = await keys.destroyPast(new Date(performance.now() + aheadMs))
      if (destroyed.length > 0) {
        await updateRingMark(db, keys.mark())
        await onDestroyed(db, destroyed)
      }
    }
    if (failure) throw failure
    return 0
  }
}
