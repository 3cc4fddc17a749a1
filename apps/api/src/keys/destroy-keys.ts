import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { Ports } from '../app.ts'
import { type Eraser, startErasureLoop } from '../retention/erasure-loop.ts'
import { selectNow, updateRingMark } from './key-ring.store.ts'

/** Well below the minute within which a key must be destroyed. */
const intervalMs = 1_000

/**
 * Starts to destroy the keys of what is over. It has a loop of its own, because erasing many rows can take minutes.
 *
 * @returns a function that stops it and resolves when the destruction that is running has ended
 */
export function startDestroyingKeys({ keys, db, log }: Pick<Ports, 'keys' | 'db' | 'log'>): () => Promise<void> {
  const destroy = createKeyDestruction(keys)
  return startErasureLoop({ db, log, erasers: [], chores: [destroy], interval: intervalMs, batch: 1 })
}

/** One pass. While the database is away it counts on from the last time that the database's clock was read. */
export function createKeyDestruction(keys: KeyRing): Eraser {
  let aheadMs: number | undefined
  /** The turn whose mark the database has. */
  let recorded: number | undefined
  return async (db) => {
    let failure: unknown
    try {
      aheadMs = (await selectNow(db)).getTime() - performance.now()
    } catch (error) {
      failure = error
    }
    if (aheadMs !== undefined) {
      await keys.destroyPast(new Date(performance.now() + aheadMs))
      const turnedTo = keys.destroyedUpTo()
      // Whether or not the turn destroyed anything: after a clock was ahead, keys are made anew and the farthest one is gone.
      if (turnedTo !== recorded) await updateRingMark(db, keys.mark())
      recorded = turnedTo
    }
    if (failure) throw failure
    return 0
  }
}
