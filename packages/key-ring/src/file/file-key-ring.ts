import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type KeyRing, KeyRingError } from '../key-ring.port.ts'
import { createKeysInMemory } from '../keys-in-memory.ts'
import { keyBytes } from '../living-keys.ts'
import { dayOf, minuteOf } from '../minutes.ts'
import { readRing } from './read-ring.ts'
import { openRingDisk, type RingDisk, writeRingFile } from './ring-disk.ts'
import {
  dayRegion,
  encodeHead,
  encodeJournal,
  encodeSlot,
  minuteRegion,
  offsetOfJournal,
  type Region,
  ringBytes,
  slotBytes,
  unitOfSlot,
} from './ring-layout.ts'
import { createRingLock, type RingLock } from './ring-lock.ts'
import { createTurner } from './turner.ts'

export type FileRingOptions = {
  /** The folder of the ring, made if it is missing: `DATA_DIR/keys`. */
  dir: string
  /** The present, by the clock that deadlines are compared with. A ring that is made begins here. */
  now: Date
  /** Whether a ring may be made if there is none. */
  create: boolean
  /** Told once, at the start, of minutes that are not over and whose keys the disk gave back damaged. Their words are gone. */
  onDamage?: (minutes: readonly number[]) => void
}

/**
 * A ring in a file of 2.9 MB that several servers on one machine can share.
 *
 * @throws KeyRingError if there is none and it may not be made, or if it cannot be used
 */
export async function openFileKeyRing({ dir, now, create, onDamage = () => {} }: FileRingOptions): Promise<KeyRing> {
  const path = join(dir, 'ring')
  if (!create && !existsSync(path)) throw new KeyRingError(`${path} does not exist`)
  await mkdir(dir, { recursive: true, mode: 0o700 }).catch(cannotUse(dir))
  const lock = createRingLock(join(dir, 'ring.lock'))
  const disk = await lock(async () => {
    const there = await openRingDisk(path)
    if (there) await chmod(path, 0o600)
    if (there || !create) return there
    await makeRing(path, now)
    return openRingDisk(path)
  }).catch(cannotUse(path))
  if (!disk) throw new KeyRingError(`${path} does not exist`)
  try {
    return await openRingOn(disk, lock, { path, onDamage })
  } catch (error) {
    await disk.close()
    throw error
  }
}

/** A ring on a disk of the caller's, which it closes. Exported for tests of what a disk can do. */
export async function openRingOn(
  disk: RingDisk,
  lock: RingLock,
  { path, onDamage }: { path: string; onDamage: (minutes: readonly number[]) => void },
): Promise<KeyRing> {
  const read = await lock(() => readRing(disk))
  if (!read) throw new KeyRingError(`${path} is no key ring, or damaged`)
  const keys = createKeysInMemory(read.id)
  read.into(keys)
  if (read.damagedMinutes.size > 0) onDamage([...read.damagedMinutes])
  const turner = createTurner(disk, lock, keys, read)
  return {
    id: read.id,
    ...keys,
    destroyPast: turner.destroyPast,
    async close() {
      await turner.finished()
      keys.minutes.forgetAll()
      keys.days.forgetAll()
      await disk.close()
    },
  }
}

/** The first content of a ring: a key for each minute and each day from `now` on. */
export function newRing(now: Date): Buffer {
  const bytes = Buffer.alloc(ringBytes)
  encodeHead(randomUUID()).copy(bytes)
  const [minute, day] = [minuteOf(now), dayOf(now)]
  for (const turn of [0, 1]) {
    const journal = encodeJournal({ turn, minutes: [minute, minute], days: [day, day] })
    journal.copy(bytes, offsetOfJournal(turn))
  }
  fill(bytes, minuteRegion, minute)
  fill(bytes, dayRegion, day)
  return bytes
}

function fill(bytes: Buffer, region: Region, first: number): void {
  const random = randomBytes(region.size * keyBytes)
  for (let slot = 0; slot < region.size; slot++) {
    const at = region.offset + slot * slotBytes
    const key = random.subarray(slot * keyBytes, (slot + 1) * keyBytes)
    encodeSlot(bytes.subarray(at, at + slotBytes), unitOfSlot(slot, region, first), key)
  }
  random.fill(0)
}

async function makeRing(path: string, now: Date): Promise<void> {
  const bytes = newRing(now)
  await writeRingFile(path, bytes).finally(() => bytes.fill(0))
}

function cannotUse(path: string): (error: Error) => never {
  return (error) => {
    if (error instanceof KeyRingError) throw error
    throw new KeyRingError(`${path} cannot be used: ${error.message}`, { cause: error })
  }
}
