import { randomBytes } from 'node:crypto'
import { keyBytes, type LivingKeys } from '../living-keys.ts'
import type { RingDisk } from './ring-disk.ts'
import { decodeSlot, encodeSlot, type Region, slotBytes, unitOfSlot } from './ring-layout.ts'

/** Slots side by side, as they are on the disk. */
type Run = { first: number; bytes: Buffer }

/** Slots whose units are over, ready to be overwritten. */
export type Turn = {
  /** Units that are over and whose keys are still on the disk. */
  destroys: number[]
  /** The oldest unit whose slot may be found in half if writing is interrupted. */
  from: number
  /** Whether slots are to be overwritten. If not, another server has done it, or this one before its disk failed. */
  isDue: boolean
  /** Overwrites them with keys of units ahead; what is there already is written again. Not durable before a sync. */
  write(): Promise<void>
  /** Takes over what is on the disk, when it is durable, into memory. */
  take(): void
  /** Overwrites the copies of keys that were needed on the way. */
  wipe(): void
}

/**
 * Finds and reads the slots that do not hold the unit that they should while `first` is the oldest living
 * unit. Another server may have replaced them on the disk already.
 *
 * @param interruptedFrom the oldest unit that was being replaced when the disk was last written
 * @param damaged units whose key cannot be read, and which are not over: nobody may use their slots before
 */
export async function prepareTurn(
  disk: RingDisk,
  region: Region,
  keys: LivingKeys,
  { first, interruptedFrom, damaged }: { first: number; interruptedFrom: number; damaged: ReadonlySet<number> },
): Promise<Turn> {
  const stale: number[] = []
  for (let slot = 0; slot < region.size; slot++) {
    const unit = unitOfSlot(slot, region, first)
    if (!keys.keyOf(unit) && !damaged.has(unit)) stale.push(slot)
  }
  const runs = await readRuns(disk, region, stale)
  const destroys: number[] = []
  const outdated = new Set<number>()
  let from = first
  for (const { slot, bytes } of slotsOf(runs)) {
    const held = decodeSlot(bytes)
    if (held?.unit === unitOfSlot(slot, region, first)) continue
    outdated.add(slot)
    if (held && held.unit < first) destroys.push(held.unit)
    // A slot in half; or one that is ahead, because the clock was: then any may be.
    from = Math.min(from, held ? (held.unit < first ? held.unit : 0) : interruptedFrom)
  }
  return {
    destroys: destroys.sort((a, b) => a - b),
    from,
    isDue: outdated.size > 0,
    async write() {
      for (const { slot, bytes } of slotsOf(runs)) {
        if (outdated.has(slot)) encodeSlot(bytes, unitOfSlot(slot, region, first), randomBytes(keyBytes))
      }
      for (const run of runs) {
        await disk.write(region.offset + run.first * slotBytes, run.bytes)
      }
    },
    take() {
      for (const { bytes } of slotsOf(runs)) {
        const held = decodeSlot(bytes)
        if (held) keys.put(held.unit, held.key)
      }
    },
    wipe() {
      for (const { bytes } of runs) bytes.fill(0)
    },
  }
}

async function readRuns(disk: RingDisk, region: Region, slots: readonly number[]): Promise<Run[]> {
  const runs: Run[] = []
  for (let start = 0; start < slots.length; ) {
    let end = start + 1
    while (end < slots.length && slots[end] === (slots[end - 1] as number) + 1) end++
    const first = slots[start] as number
    const bytes = Buffer.alloc((end - start) * slotBytes)
    await disk.read(region.offset + first * slotBytes, bytes)
    runs.push({ first, bytes })
    start = end
  }
  return runs
}

function* slotsOf(runs: readonly Run[]): Generator<{ slot: number; bytes: Buffer }> {
  for (const { first, bytes } of runs) {
    for (let at = 0; at < bytes.length; at += slotBytes) {
      yield { slot: first + at / slotBytes, bytes: bytes.subarray(at, at + slotBytes) }
    }
  }
}
