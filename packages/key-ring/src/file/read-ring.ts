import type { KeysInMemory } from '../keys-in-memory.ts'
import type { RingDisk } from './ring-disk.ts'
import {
  dayRegion,
  decodeHead,
  decodeJournal,
  decodeSlot,
  minuteRegion,
  type Region,
  ringBytes,
  type Slot,
  slotBytes,
  unitOfSlot,
} from './ring-layout.ts'

export type RingOnDisk = {
  id: string
  /** Units that are not over by the journal, and whose keys were damaged. */
  damagedMinutes: ReadonlySet<number>
  damagedDays: ReadonlySet<number>
  /** Moves the keys into memory, and overwrites what was read. */
  into(keys: Pick<KeysInMemory, 'minutes' | 'days'>): void
}

/** Reads the whole file. Null if it is none of a ring. */
export async function readRing(disk: RingDisk): Promise<RingOnDisk | null> {
  const bytes = Buffer.alloc(ringBytes)
  await disk.read(0, bytes)
  const id = decodeHead(bytes)
  if (!id) return null
  const journal = decodeJournal(bytes)
  const minutes = readRegion(bytes, minuteRegion, journal?.minutes)
  const days = readRegion(bytes, dayRegion, journal?.days)
  return {
    id,
    damagedMinutes: minutes.damaged,
    damagedDays: days.damaged,
    into(keys) {
      for (const { unit, key } of minutes.slots) keys.minutes.put(unit, key)
      for (const { unit, key } of days.slots) keys.days.put(unit, key)
      bytes.fill(0)
    },
  }
}

type ReadRegion = { slots: Slot[]; damaged: ReadonlySet<number> }

/**
 * A slot that cannot be read is one of two things. If its unit is among those that were being replaced, writing it was
 * interrupted: its old key is over, its new one was never used. Any other was damaged by the disk.
 */
function readRegion(bytes: Buffer, region: Region, replaced: readonly [number, number] | undefined): ReadRegion {
  const slots: Slot[] = []
  const unreadable: number[] = []
  for (let slot = 0; slot < region.size; slot++) {
    const at = region.offset + slot * slotBytes
    const held = decodeSlot(bytes.subarray(at, at + slotBytes))
    if (held && held.unit % region.size === slot) slots.push(held)
    else unreadable.push(slot)
  }
  // Both journals can only be lost to the disk.
  const first = replaced?.[1] ?? Math.min(...slots.map(({ unit }) => unit))
  const oldest = replaced?.[0] ?? first
  const isInterrupted = (slot: number) => unitOfSlot(slot, region, oldest) < first
  const damaged = unreadable.filter((slot) => !isInterrupted(slot)).map((slot) => unitOfSlot(slot, region, first))
  return { slots, damaged: new Set(damaged) }
}
