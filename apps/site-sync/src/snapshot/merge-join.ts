import { byBytes } from '../model/by-bytes.ts'
import type { Remembered, Stored, Wanted } from '../model/change.ts'
import type { KnownOfKey } from '../model/entry.ts'

/** Batches of rows, each with a key that comes after the key before it in the order of their bytes. */
type Batches<T> = AsyncIterable<T[]>
export type RememberedRow = Remembered & { key: string }
export type Sources = { wanted: Batches<Wanted>; stored: Batches<Stored>; remembered: Batches<RememberedRow> }

/** Keys of a batch, at least, but for the last one. */
const minBatchSize = 1_000

/**
 * Joins folder, listing and manifest by key. All three come in the order of their keys, so that the join needs no map and
 * gives its results while the sources are still being read.
 */
export async function* mergeJoin({ wanted, stored, remembered }: Sources): AsyncGenerator<KnownOfKey[]> {
  const [a, b, c] = [createCursor(wanted), createCursor(stored), createCursor(remembered)]
  let joined: KnownOfKey[] = []
  for (;;) {
    await Promise.all([a.fill(), b.fill(), c.fill()])
    const before = joined.length
    while (a.isFilled() && b.isFilled() && c.isFilled()) {
      const key = leastOf(leastOf(a.key(), b.key()), c.key())
      if (key === undefined) break
      joined.push({ key, wanted: a.take(key), stored: b.take(key), remembered: c.take(key) })
    }
    const isAtEnd = joined.length === before
    if (joined.length >= minBatchSize || (isAtEnd && joined.length > 0)) {
      yield joined
      joined = []
    }
    if (isAtEnd) return
  }
}

function leastOf(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return byBytes(one, other) <= 0 ? one : other
}

/** A place in batches of rows. */
function createCursor<T extends { key: string }>(batches: Batches<T>) {
  const iterator = batches[Symbol.asyncIterator]()
  let batch: T[] = []
  let at = 0
  let isAtEnd = false
  return {
    /** Fetches the next batch if the last one is used up. */
    async fill(): Promise<void> {
      while (at >= batch.length && !isAtEnd) {
        const next = await iterator.next()
        isAtEnd = next.done === true
        batch = next.done ? [] : next.value
        at = 0
      }
    },
    /** Whether the next key is known, or that there is none. */
    isFilled: () => isAtEnd || at < batch.length,
    key: () => batch[at]?.key,
    /** The next row, if it has this key. */
    take(key: string): T | null {
      const row = batch[at]
      if (row?.key !== key) return null
      at += 1
      return row
    },
  }
}
