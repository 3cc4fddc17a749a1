import { parseMessage } from '@cruddur/contract/rich-text'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { dayOf, minuteOf, nameOfDay } from '@cruddur/key-ring/minutes'
import { entriesOfCrud, entriesOfTagBeginnings, tagEntry } from './crud-entries.ts'
import { arrayOf, hashesOf } from './keyed-hashes.ts'

// The one place where the words of cruds are sealed and opened. A crud's words are sealed under the key of the minute in which it
// ends, and its hashes are of the day in which it ends: whoever changes the deadline seals the crud anew.

/** The first byte of words that are not sealed yet: see migration 036. */
const unsealedMark = 0

const placeOfCrud = (uuid: string) => `activities.message:${uuid}`
const placeOfTag = (uuid: string, hash: bigint) => `activity_tags.tag:${uuid}:${hash}`

export type SealedTag = { hash: string; beginnings: string; sealed: Buffer }

/** A crud as it is stored. Arrays are in PostgreSQL's notation. */
export type SealedCrud = {
  uuid: string
  sealed: Buffer
  words: string
  tags: SealedTag[]
  /** The minute whose key sealed it, since 1970. */
  minute: number
}

/** @throws KeyGone if it ended in a minute that is over */
export function sealCrud(keys: KeyRing, crud: { uuid: string; message: string; endsAt: Date }): SealedCrud {
  const { uuid, message, endsAt } = crud
  const { tags } = parseMessage(message)
  const groups = [
    entriesOfCrud(message, tags),
    ...tags.flatMap((tag) => [[tagEntry(tag)], entriesOfTagBeginnings(tag)]),
  ]
  const hashes = hashesOf(keys.searchKey(nameOfDay(dayOf(endsAt))), groups.flat())
  const [words = [], ...ofTags] = groups.map(({ length }) => hashes.splice(0, length))
  return {
    uuid,
    sealed: keys.seal(message, endsAt, placeOfCrud(uuid)),
    words: arrayOf(words),
    tags: tags.map((tag, n) => {
      const [[hash = 0n] = [], beginnings = []] = ofTags.slice(2 * n)
      return {
        hash: String(hash),
        beginnings: arrayOf(beginnings),
        sealed: keys.seal(tag, endsAt, placeOfTag(uuid, hash)),
      }
    }),
    minute: minuteOf(endsAt),
  }
}

/** The words of a crud, or undefined when their key is destroyed. */
export function openWordsOf(keys: KeyRing, { uuid, sealed }: { uuid: string; sealed: Buffer }): string | undefined {
  return sealed[0] === unsealedMark ? sealed.toString('utf8', 1) : keys.open(sealed, placeOfCrud(uuid))
}

export type SealedRow = { uuid: string; sealed: Buffer }
export type Opened<Row> = Omit<Row, 'sealed'> & { message: string }

/** Rows with their words. Those whose key is destroyed are left out. The rows themselves become those that are returned. */
export function openCruds<Row extends SealedRow>(keys: KeyRing, rows: readonly Row[]): Opened<Row>[] {
  const opened: Opened<Row>[] = []
  for (const row of rows) {
    const message = openWordsOf(keys, row)
    if (message !== undefined) opened.push(withWords(row, message))
  }
  return opened
}

/**
 * Puts words in the place of what is sealed. It changes the row and does not copy it: to copy the rows of a page takes longer than to
 * open them.
 */
export function withWords<Row extends SealedRow>(row: Row, message: string): Opened<Row> {
  return Object.assign<Row, { sealed: undefined; message: string }>(row, { sealed: undefined, message })
}

export type SealedTagRow = { activity_uuid: string; hash: string; sealed: Buffer }

/** The spelling of a tag, or undefined when its key is destroyed. */
export function openTag(keys: KeyRing, { activity_uuid, hash, sealed }: SealedTagRow): string | undefined {
  return keys.open(sealed, placeOfTag(activity_uuid, BigInt(hash)))
}
