import type { RingDisk } from '../ring-disk.ts'

const sectorBytes = 512

/** What a crash leaves of each sector that was written and not yet synced. */
export type Remains = (sector: number) => 'old' | 'new' | 'half'

/**
 * A disk in memory that keeps written sectors apart until they are synced, as a real one does, and fails on demand. Several
 * rings can be opened on it, one after the other.
 */
export type FaultyDisk = {
  disk: RingDisk
  /** What is durable. */
  bytes: Buffer
  /** How many operations there were. */
  operations(): number
  /** From its nth operation on, counted from now, the disk fails: for good, as for a process that dies, or once. */
  failAt(operation: number, kind: 'for good' | 'once'): void
  /** The machine dies: of what was not synced, each sector stays old, becomes new, or is a half of each. */
  crash(remains: Remains): void
}

export function createFaultyDisk(bytes: Buffer): FaultyDisk {
  let cache = Buffer.from(bytes)
  let count = 0
  let failing: { at: number; kind: 'for good' | 'once' } | null = null
  const dirty = new Set<number>()

  function step(): void {
    const operation = count++
    if (!failing || operation < failing.at) return
    if (failing.kind === 'once') failing = null
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
  }

  /** A write that fails has written its first half. */
  function put(offset: number, written: Buffer): void {
    written.copy(cache, offset)
    const last = Math.floor((offset + written.length - 1) / sectorBytes)
    for (let sector = Math.floor(offset / sectorBytes); sector <= last; sector++) dirty.add(sector)
  }

  return {
    bytes,
    operations: () => count,
    failAt(operation, kind) {
      failing = { at: count + operation, kind }
    },
    crash(remains) {
      for (const sector of dirty) {
        const [start, end] = [sector * sectorBytes, (sector + 1) * sectorBytes]
        const left = remains(sector)
        // The half is not at the border of a slot.
        const until = left === 'new' ? end : left === 'half' ? start + sectorBytes / 2 + 20 : start
        cache.copy(bytes, start, start, until)
      }
      dirty.clear()
      cache = Buffer.from(bytes)
      failing = null
    },
    disk: {
      async read(offset, into) {
        step()
        cache.copy(into, 0, offset, offset + into.length)
      },
      async write(offset, written) {
        try {
          step()
        } catch (error) {
          put(offset, written.subarray(0, written.length / 2))
          throw error
        }
        put(offset, written)
      },
      async sync() {
        step()
        for (const sector of dirty) {
          const start = sector * sectorBytes
          cache.copy(bytes, start, start, start + sectorBytes)
        }
        dirty.clear()
      },
      async close() {},
    },
  }
}
