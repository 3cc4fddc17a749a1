import { byBytes } from '../model/by-bytes.ts'
import type { Remembered, Stored, Wanted } from '../model/change.ts'
import type { Entry } from '../model/entry.ts'

/** Batches of rows, each with a key that comes after the key before it in the order of their bytes. */
type Batches<T> = AsyncIterable<T[]>
export type RememberedRow = Remembered & { key: string }
export type Sources = { wanted: Batches<Wanted>; stored: Batches<Stored>; remembered: Batches<RememberedRow> }

/**
 * Joins folder, listing and manifest by key. All three come in the order of their keys, so that the join needs no map and
 * gives entries while the sources are still being read.
 */
export async function* mergeJoin({ wanted, stored, remembered }: Sources): AsyncGenerator<Entry[]> {
  const [a, b, c] = [createCursor(wanted), createCursor(stored), createCursor(remembered)]
  for (;;) {
    await Promise.all([a.fill(), b.fill(), c.fill()])
    const entries: Entry[] = []
    while (a.isFilled() && b.isFilled() && c.isFilled()) {
      const key = leastOf(leastOf(a.key(), b.key()), c.key())
      if (key === undefined) break
      entries.push(createEntry(key, a.take(key), b.take(key), c.take(key)))
    }
    if (entries.length === 0) return
    yield entries
  }
}

/** Shares texts that are equal: of a hundred thousand objects, keys and hashes are most of the memory. */
function createEntry(
  listedKey: string,
  wanted: Wanted | null,
  stored: Stored | null,
  remembered: RememberedRow | null,
): Entry {
  const key = wanted || remembered ? listedKey : copyOf(listedKey)
  if (stored) {
    stored.key = key
    stored.etag = remembered?.etag === stored.etag ? remembered.etag : copyOf(stored.etag)
  }
  if (wanted) {
    wanted.key = key
    if (wanted.file === key) wanted.file = key
  }
  if (remembered) remembered.key = key
  return { key, wanted, stored, remembered, md5: null, outcome: null }
}

/** A part of a string keeps the whole string in memory, here a page of the listing. */
function copyOf(text: string): string {
  return Buffer.from(text).toString()
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
