import { crc32 } from 'node:zlib'
import { keyBytes } from '../living-keys.ts'
import { daysOfRing, minutesOfRing } from '../minutes.ts'

// The file of a ring: a head, two journals that are written in turns, then slots. The unit u (a minute or a day since 1970) is in slot u mod size of its
// region, until the key of unit u + size takes its place. Each part begins in a sector of its own and has a checksum, so that
// one that was written in half is noticed.

const magic = 'cruddur key ring'
const format = 1
const headBytes = 48
const journalOffsets = [512, 1024] as const
const journalBytes = 24
export const slotBytes = 64
const usedBytes = 4 + keyBytes

/** A row of slots in the file. */
export type Region = { offset: number; size: number }

/** Bytes before the first slot. */
export const frontBytes = 4096

export const minuteRegion: Region = { offset: frontBytes, size: minutesOfRing }
export const dayRegion: Region = { offset: frontBytes + minutesOfRing * slotBytes, size: daysOfRing }
export const ringBytes = dayRegion.offset + daysOfRing * slotBytes

/** Which units were being replaced when the slots were last written: from the first, up to but not including the last. */
export type Journal = {
  /** Counts the journals. The newer of the two that can be read holds. */
  turn: number
  minutes: readonly [number, number]
  days: readonly [number, number]
}

export type Slot = { unit: number; key: Buffer }

/** @param id a UUID */
export function encodeHead(id: string): Buffer {
  const head = Buffer.alloc(headBytes)
  head.write(magic, 'latin1')
  head.writeUInt32BE(format, 16)
  head.writeUInt32BE(minutesOfRing, 20)
  head.writeUInt32BE(daysOfRing, 24)
  head.write(id.replaceAll('-', ''), 28, 'hex')
  head.writeUInt32BE(crc32(head.subarray(0, 44)), 44)
  return head
}

/** The id of a ring, or null if this is no file of a ring. */
export function decodeHead(bytes: Buffer): string | null {
  if (bytes.length < ringBytes) return null
  const hex = bytes.toString('hex', 28, 44)
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return encodeHead(id).equals(bytes.subarray(0, headBytes)) ? id : null
}

export function encodeJournal({ turn, minutes, days }: Journal): Buffer {
  const journal = Buffer.alloc(journalBytes)
  for (const [index, number] of [turn, ...minutes, ...days].entries()) journal.writeUInt32BE(number, index * 4)
  journal.writeUInt32BE(crc32(journal.subarray(0, 20)), 20)
  return journal
}

/** Where the journal of a turn is written: not over the one before it, which still holds if this write is interrupted. */
export function offsetOfJournal(turn: number): number {
  return journalOffsets[turn % 2] as number
}

/**
 * The journal that holds, or null if the disk damaged both.
 *
 * @param bytes the beginning of the file
 */
export function decodeJournal(bytes: Buffer): Journal | null {
  const [one, other] = journalOffsets.map((offset) => decodeJournalAt(bytes.subarray(offset, offset + journalBytes)))
  if (!one || !other) return one ?? other ?? null
  return one.turn > other.turn ? one : other
}

function decodeJournalAt(journal: Buffer): Journal | null {
  if (journal.readUInt32BE(20) !== crc32(journal.subarray(0, 20))) return null
  const [turn = 0, minuteFrom = 0, minuteTo = 0, dayFrom = 0, dayTo = 0] = [0, 4, 8, 12, 16].map((at) =>
    journal.readUInt32BE(at),
  )
  return { turn, minutes: [minuteFrom, minuteTo], days: [dayFrom, dayTo] }
}

/** Writes the key of a unit into `slot`, a view of 64 bytes. */
export function encodeSlot(slot: Buffer, unit: number, key: Uint8Array): void {
  slot.fill(0)
  slot.writeUInt32BE(unit)
  slot.set(key, 4)
  slot.writeUInt32BE(crc32(slot.subarray(0, usedBytes)), usedBytes)
}

/** What a slot of 64 bytes holds, or null if it was written in half or damaged. The key is a view, not a copy. */
export function decodeSlot(slot: Buffer): Slot | null {
  // A checksum of zeros is not zero, so an empty slot is no valid one.
  if (slot.readUInt32BE(usedBytes) !== crc32(slot.subarray(0, usedBytes))) return null
  return { unit: slot.readUInt32BE(), key: slot.subarray(4, usedBytes) }
}

/** The unit that a slot holds while `first` is the oldest living unit. */
export function unitOfSlot(slot: number, { size }: Region, first: number): number {
  return first + ((((slot - first) % size) + size) % size)
}
