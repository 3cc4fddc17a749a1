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
 * 70 entries of a long crud in the time of a few HMACs. Texts that are longer than a block are hashed with SHA-256 first.
 *
 * @param key 32 bytes
 */
export function hashesOf(key: Buffer, entries: readonly Entry[]): bigint[] {
  const hashes = hashBlocks(key, blocksOf(entries))
  return entries.map((_, n) => hashes.readBigInt64BE(n * blockBytes))
}

/** What is encrypted of each entry: one block, the same for every key. */
function blocksOf(entries: readonly Entry[]): Buffer {
  const blocks = Buffer.alloc(entries.length * blockBytes)
  entries.forEach((entry, n) => {
    writeBlock(blocks.subarray(n * blockBytes, (n + 1) * blockBytes), entry)
  })
  return blocks
}

/** The hash of each is the first half of its block. */
function hashBlocks(key: Buffer, blocks: Buffer): Buffer {
  // Every block by itself: the same entry must have the same hash, and no two entries have the same block.
  // A key object: see sealed.ts of the key ring.
  const cipher = createCipheriv('aes-256-ecb', createSecretKey(key), null).setAutoPadding(false)
  // Without padding `final` has nothing to add.
  const hashes = cipher.update(blocks)
  cipher.final()
  return hashes
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
  return hashAll(keys, entries).byDay(entries)
}

/** The hashes of all the entries that a search needs. */
export type EntryHashes = {
  /** Those of some of the entries, at least one. */
  byDay(wanted: readonly Entry[]): HashesByDay
  /** The same, as a `bigint[]` for so many days in a row, the next for as many after them, and so on. */
  byDays(wanted: readonly Entry[], count: number): string[]
  /** That of one entry as PostgreSQL writes it, or undefined when the day has no key. */
  onDay(day: string, entry: Entry): string | undefined
}

/** Hashes entries once for each day. */
export function hashAll(keys: KeyRing, entries: readonly Entry[]): EntryHashes {
  const days = keys.searchDays()
  const places = new Map(entries.map((entry, n) => [entry, n * blockBytes]))
  const placeOf = (entry: Entry) => places.get(entry) as number
  const blocks = blocksOf(entries)
  const rows = new Map(days.map((day) => [day, hashBlocks(keys.searchKey(day), blocks)]))
  const eachDay = (wanted: readonly Entry[]) => {
    const columns = wanted.map(placeOf)
    return [...rows.values()].map((row) => columns.map((place) => row.readBigInt64BE(place)))
  }
  return {
    byDay: (wanted) => ({ firstDay: days[0] ?? '', hashes: `{${eachDay(wanted).map((ofDay) => `{${ofDay}}`)}}` }),
    byDays(wanted, count) {
      const ofDays = eachDay(wanted)
      const starts = Array.from({ length: Math.ceil(days.length / count) }, (_, n) => n * count)
      return starts.map((start) => arrayOf(ofDays.slice(start, start + count).flat()))
    },
    onDay: (day, entry) => rows.get(day)?.readBigInt64BE(placeOf(entry)).toString(),
  }
}

/** PostgreSQL's notation of a `bigint[]`. */
export function arrayOf(hashes: readonly bigint[]): string {
  return `{${hashes.join()}}`
}
