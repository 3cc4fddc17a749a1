import type { KeyRing, RingMark } from '@cruddur/key-ring/key-ring.port'
import { endOfMinute, isReached, minuteOf, minutesOfRing } from '@cruddur/key-ring/minutes'
import type { Ports } from '../app.ts'
import { type Eraser, startErasureLoop } from '../retention/erasure-loop.ts'
import { selectNow, updateRingMark } from './key-ring.store.ts'

/** How often the database's clock is read, and looked at. */
const intervalMs = 1_000
const leastPauseMs = 10

/** The time by the database's clock, which counts on while the database is away. Undefined until it was read once. */
export type DatabaseClock = { read: Eraser; now(): Date | undefined }

/**
 * Starts to destroy the keys of what is over, as soon as their minute is. It has loops of its own, because erasing many rows can take
 * minutes, and the database can keep a statement waiting: destroying itself asks nobody.
 *
 * @returns a function that stops it and resolves when the destruction that is running has ended
 */
export function startDestroyingKeys({ keys, db, log }: Pick<Ports, 'keys' | 'db' | 'log'>): () => Promise<void> {
  const clock = createDatabaseClock()
  const loop = { db, log, erasers: [], interval: intervalMs, batch: 1 }
  const stops = [
    startErasureLoop({ ...loop, chores: [clock.read, createMarkKeeping(keys)] }),
    startErasureLoop({
      ...loop,
      chores: [createKeyDestruction(keys, clock)],
      pauseMs: () => untilMinuteEnds(keys, clock),
    }),
  ]
  return async () => {
    await Promise.all(stops.map((stop) => stop()))
  }
}

export function createDatabaseClock(): DatabaseClock {
  let aheadMs: number | undefined
  return {
    async read(db) {
      const asked = performance.now()
      const now = (await selectNow(db)).getTime()
      // The database said it at some moment between. The earlier ones make this clock never ahead; and of all readings the quickest counts,
      // because the answer takes seconds where the machine is busy. One that does not fit any more is of a clock that was set.
      const [least, most] = [now - performance.now(), now - asked]
      if (aheadMs === undefined || aheadMs < least || aheadMs > most) aheadMs = least
      return 0
    },
    now: () => (aheadMs === undefined ? undefined : new Date(performance.now() + aheadMs)),
  }
}

/** Destroys the keys of what is over by that clock. It needs the database only when its clock was set back by more than a day. */
export function createKeyDestruction(keys: KeyRing, { now }: Pick<DatabaseClock, 'now'>): Eraser {
  return async (db) => {
    const present = now()
    if (!present) return 0
    const mark = markThatStays(keys, minuteOf(present))
    if (mark) await updateRingMark(db, mark)
    await keys.destroyPast(present)
    return 0
  }
}

/**
 * When the clock was set back by more than a day, the keys of the farthest minutes are destroyed, and with them the one that the database
 * knows. If this server then died, no server could show that it has the right ring. So the database is told before of one that stays.
 */
function markThatStays(keys: KeyRing, minute: number): RingMark | undefined {
  const first = keys.mark().minute - minutesOfRing + 1
  return minute >= first || isReached(minute, first) ? undefined : keys.markOf(minute + minutesOfRing - 1)
}

/** Tells the database of the newest key. */
export function createMarkKeeping(keys: KeyRing): Eraser {
  /** The turn whose mark the database has. */
  let recorded: number | undefined
  return async (db) => {
    const turnedTo = keys.destroyedUpTo()
    // Whether or not the turn destroyed anything: after a clock was ahead, keys are made anew and the farthest one is gone.
    if (turnedTo !== recorded) await updateRingMark(db, keys.mark())
    recorded = turnedTo
    return 0
  }
}

/** Until the oldest minute that has a key is over. */
function untilMinuteEnds(keys: KeyRing, { now }: Pick<DatabaseClock, 'now'>): number {
  const [present, oldest] = [now(), keys.destroyedUpTo()]
  if (!present || oldest === undefined) return intervalMs
  const leftMs = endOfMinute(oldest).getTime() - present.getTime()
  // A timer may be early, and a disk may be full: neither is a reason to turn without a pause.
  return Math.min(Math.max(leftMs, leastPauseMs), intervalMs)
}
