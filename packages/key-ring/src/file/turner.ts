import type { DestroyedMinute } from '../key-ring.port.ts'
import type { KeysInMemory } from '../keys-in-memory.ts'
import { dayOf, endOfMinute, isReached, minuteOf } from '../minutes.ts'
import type { RingDisk } from './ring-disk.ts'
import {
  dayRegion,
  decodeJournal,
  encodeJournal,
  frontBytes,
  type Journal,
  minuteRegion,
  offsetOfJournal,
} from './ring-layout.ts'
import type { RingLock } from './ring-lock.ts'
import { prepareTurn, type Turn } from './turn-slots.ts'

export type Turner = {
  /** One call at a time: a second waits for the first, and then mostly finds its work done. */
  destroyPast(now: Date): Promise<DestroyedMinute[]>
  /** Resolves when no turn is under way. */
  finished(): Promise<void>
}

/** Overwrites the slots of what is over with keys of as many units ahead. */
export function createTurner(
  disk: RingDisk,
  lock: RingLock,
  keys: KeysInMemory,
  damaged: { damagedMinutes: ReadonlySet<number>; damagedDays: ReadonlySet<number> },
): Turner {
  /** The oldest living minute at the last turn that was durable. */
  let turnedTo = -1
  /** A disk that failed to sync may hold what was not written, and say nothing the next time. Then all is written again. */
  let hasFailed = false
  let running: Promise<unknown> = Promise.resolve()

  async function turn(now: Date): Promise<DestroyedMinute[]> {
    const minute = minuteOf(now)
    if (isReached(minute, turnedTo)) return []
    // Whatever the disk does, nobody can open what is over.
    forgetBefore(keys, now)
    return lock(async () => {
      const journal = await readJournal(disk)
      const isAhead = journal && isReached(minute, journal.minutes[1])
      const first = isAhead ? journal.minutes[1] : minute
      const destroyed = await turnTo(first, journal)
      turnedTo = first
      return destroyed
    })
  }

  async function turnTo(minute: number, journal: Journal | null): Promise<DestroyedMinute[]> {
    const day = dayOf(endOfMinute(minute - 1))
    const minutes = await prepareTurn(disk, minuteRegion, keys.minutes, {
      first: minute,
      interruptedFrom: journal?.minutes[0] ?? 0,
      damaged: damaged.damagedMinutes,
    })
    const days = await prepareTurn(disk, dayRegion, keys.days, {
      first: day,
      interruptedFrom: journal?.days[0] ?? 0,
      damaged: damaged.damagedDays,
    })
    try {
      if (minutes.isDue || days.isDue || hasFailed) {
        hasFailed = true
        // Durable before the first slot is touched: one that is later found in half is then known to be of these.
        const turn = (journal?.turn ?? 0) + 1
        await writeJournal(disk, { turn, minutes: [minutes.from, minute], days: [days.from, day] })
        await writeSlots(disk, [minutes, days])
        hasFailed = false
      } else {
        // Another server may have died between writing and syncing.
        await disk.sync()
      }
      minutes.take()
      days.take()
    } finally {
      minutes.wipe()
      days.wipe()
    }
    const destroyedAt = new Date()
    return minutes.destroys.map((destroyed) => ({ minute: destroyed, overAt: endOfMinute(destroyed), destroyedAt }))
  }

  return {
    destroyPast(now) {
      const next = running.then(() => turn(now))
      running = next.catch(() => {})
      return next
    },
    async finished() {
      await running
    },
  }
}

function forgetBefore(keys: KeysInMemory, now: Date): void {
  keys.minutes.forgetBefore(minuteOf(now))
  keys.days.forgetBefore(dayOf(now))
}

async function readJournal(disk: RingDisk): Promise<Journal | null> {
  const front = Buffer.alloc(frontBytes)
  await disk.read(0, front)
  return decodeJournal(front)
}

async function writeJournal(disk: RingDisk, journal: Journal): Promise<void> {
  await disk.write(offsetOfJournal(journal.turn), encodeJournal(journal))
  await disk.sync()
}

async function writeSlots(disk: RingDisk, turns: readonly Turn[]): Promise<void> {
  for (const each of turns) await each.write()
  await disk.sync()
}
