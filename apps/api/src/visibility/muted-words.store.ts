import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { plainTagEntry } from '@cruddur/storage/cruds/crud-entries'
import { type HashesByDay, hashesByDay } from '@cruddur/storage/cruds/keyed-hashes'
import { hasPhrase, plainWords } from '@cruddur/storage/cruds/plain-words'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import type { Reader } from './reader.ts'

/** What a reader does not want to read: single words and tags as hashes, if there are any, and phrases as plain words. */
export type MutedWords = { hashes: HashesByDay | null; phrases: string[][] }

const nothing: MutedWords = { hashes: null, phrases: [] }

/** The words, tags and phrases that a reader muted. */
export async function selectMuted(db: Db, keys: KeyRing, sub: Reader): Promise<MutedWords> {
  if (sub === null) return nothing
  const { rows } = await sql<{ term: string; is_tag: boolean }>`
    select term, is_tag from live_muted_words where user_uuid = (select uuid from users where cognito_user_uuid = ${sub})
    `.execute(db)
  if (rows.length === 0) return nothing
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
