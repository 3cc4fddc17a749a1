import { createCipheriv, createHash, createSecretKey } from 'node:crypto'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'

/** What is hashed: its kind, so that a word and a tag of the same letters have nothing in common, and its text. */
export type Entry = `${keyof typeof kinds}:${string}`

/**
 * The kinds of entries: a word, its occurrences after the first, a beginning of a longer word, a tag, a tag as plain words, and a
 * beginning of a tag.
 */
const kinds = { word: 1, again: 2, beginning: 3, tag: 4, plainTag: 5, tagBeginning: 6 }

const blockBytes = 16
/** Of a block one byte is the kind, and one the length. */
const textBytes = blockBytes - 2
const lengthOfHashed = 255

/**
 * Hashes of 64 bits under the key of one day: without the key nobody can tell what they are of, and the key is destroyed when the day
 * is over. AES on one block is a pseudorandom permutation, which cut to 64 bits does what HMAC-SHA-256 would. It hashes all
 * 70 entries of a long crud in the time of one HMAC, 16 µs. Texts that are longer than a block are hashed with SHA-256 first.
 *
 * @param key 32 bytes
 */
export function hashesOf(key: Buffer, entries: readonly Entry[]): bigint[] {
  const blocks = Buffer.alloc(entries.length * blockBytes)
  entries.forEach((entry, n) => {
    writeBlock(blocks.subarray(n * blockBytes, (n + 1) * blockBytes), entry)
  })
  // Every block by itself: the same entry must have the same hash, and no two entries have the same block.
  const cipher = createCipheriv('aes-256-ecb', createSecretKey(key), null).setAutoPadding(false)
  const hashes = Buffer.concat([cipher.update(blocks), cipher.final()])
  return entries.map((_, n) => hashes.readBigInt64BE(n * blockBytes))
}

function writeBlock(block: Buffer, entry: Entry): void {
  const colon = entry.indexOf(':')
  const text = entry.slice(colon + 1)
  block[0] = kinds[entry.slice(0, colon) as keyof typeof kinds]
  const length = Buffer.byteLength(text)
  block[1] = Math.min(length, lengthOfHashed)
  if (length <= textBytes) block.write(text, 2)
  else {
    block[1] = lengthOfHashed
    createHash('sha256').update(text).digest().copy(block, 2, 0, textBytes)
  }
}

/** Hashes of the same entries for every day in which something living can end. */
export type HashesByDay = {
  /** The first of the days, which are one after the other. */
  firstDay: string
  /** PostgreSQL's notation of a `bigint[][]`: one row a day. */
  hashes: string
}

export function hashesByDay(keys: KeyRing, entries: readonly Entry[]): HashesByDay {
  return hashAll(keys, entries)(entries)
}

/**
 * Hashes all the entries that a statement needs, once for each day.
 *
 * @returns gives the hashes of some of these entries, at least one
 */
export function hashAll(keys: KeyRing, entries: readonly Entry[]): (wanted: readonly Entry[]) => HashesByDay {
  const days = keys.searchDays()
  const rows = days.map((day) => {
    const hashes = hashesOf(keys.searchKey(day), entries)
    return new Map(entries.map((entry, n) => [entry, hashes[n]]))
  })
  return (wanted) => ({
    firstDay: days[0] ?? '',
    hashes: `{${rows.map((row) => `{${wanted.map((entry) => row.get(entry))}}`).join()}}`,
  })
}

/** PostgreSQL's notation of a `bigint[]`. */
export function arrayOf(hashes: readonly bigint[]): string {
  return `{${hashes.join()}}`
}
