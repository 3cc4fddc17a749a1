import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { plainTagEntry } from '@cruddur/storage/cruds/crud-entries'
import { type HashesByDay, hashesByDay } from '@cruddur/storage/cruds/keyed-hashes'
import { hasPhrase, plainWords } from '@cruddur/storage/cruds/plain-words'
import { keepPlan } from '@cruddur/storage/kept-plans'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { type Reader, reader } from './reader.ts'

/** What a reader does not want to read: single words and tags as hashes, if there are any, and phrases as plain words. */
export type MutedWords = { hashes: HashesByDay | null; phrases: string[][] }

export const mutesNothing: MutedWords = { hashes: null, phrases: [] }

/** A column of a list: whether its reader mutes words. True makes `listUnmuted` read the list again. */
export const mutesWords = (sub: Reader) =>
  sub === null ? sql`` : sql`, exists (select from live_muted_words where user_uuid = ${reader}) as mutes_words`

/**
 * Reads a list as if its reader muted no words, as most do, in one statement. Only for others it then asks for the words and reads it
 * again.
 *
 * @param read a list with the column `mutesWords`
 */
export async function listUnmuted<Row>(
  db: Db,
  keys: KeyRing,
  sub: Reader,
  read: (muted: MutedWords) => Promise<MaybeMuting<Row>[]>,
): Promise<{ rows: Row[]; muted: MutedWords }> {
  const rows = await read(mutesNothing)
  if (!rows[0]?.mutes_words) return { rows, muted: mutesNothing }
  const muted = await selectMuted(db, keys, sub)
  return { rows: await read(muted), muted }
}

/** A row with the column `mutesWords`, which it has for members. It stays in the row: no reply names it, so none has it. */
export type MaybeMuting<Row> = Row & { mutes_words?: boolean }

/** The words, tags and phrases that a reader muted. */
export async function selectMuted(db: Db, keys: KeyRing, sub: Reader): Promise<MutedWords> {
  if (sub === null) return mutesNothing
  const { rows } = await sql<{ term: string; is_tag: boolean }>`${keepPlan}
    select term, is_tag from live_muted_words where user_uuid = (select uuid from users where cognito_user_uuid = ${sub})
    `.execute(db)
  if (rows.length === 0) return mutesNothing
  const tags = rows.filter(({ is_tag }) => is_tag).map(({ term }) => plainTagEntry(term))
  const terms = rows.filter(({ is_tag }) => !is_tag).map(({ term }) => plainWords(term))
  const words = terms.filter(({ length }) => length === 1).map(([word]) => `word:${word}` as const)
  const entries = [...tags, ...words]
  return {
    hashes: entries.length > 0 ? hashesByDay(keys, entries) : null,
    phrases: terms.filter(({ length }) => length > 1),
  }
}

/** Whether a text has a phrase that the reader muted. */
export function hasMutedPhrase(message: string, { phrases }: MutedWords): boolean {
  if (phrases.length === 0) return false
  const words = plainWords(message)
  return phrases.some((phrase) => hasPhrase(words, phrase))
}
