import { parseMessage } from '@cruddur/contract/rich-text'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { hasPhrase, plainWords } from '@cruddur/storage/cruds/plain-words'
import { openCruds, type SealedRow } from '@cruddur/storage/cruds/sealed-cruds'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

/** A crud with a word or a tag that a reader muted. */
export type MutedCrud = { reader_uuid: string; activity_uuid: string }

type Term = { reader_uuid: string; term: string; is_tag: boolean }

/** What a list leaves out for its reader, for many readers and cruds at once. Reads no crud unless one of the readers muted a word. */
export async function selectMutedCruds(
  db: Db,
  keys: KeyRing,
  readers: string[],
  activities: string[],
): Promise<MutedCrud[]> {
  const { rows: terms } = await sql<Term>`
    select user_uuid as reader_uuid, term, is_tag from live_muted_words where user_uuid = any (${readers}::uuid[])
    `.execute(db)
  if (terms.length === 0) return []
  const { rows } = await sql<SealedRow & { user_uuid: string }>`
    select uuid, user_uuid, sealed from live_activities where uuid = any (${activities}::uuid[])`.execute(db)
  const matchers = terms.map(({ reader_uuid, term, is_tag }) => ({ reader_uuid, is_tag, words: plainWords(term) }))
  return openCruds(keys, rows).flatMap(({ uuid, user_uuid, message }) => {
    const words = plainWords(message)
    const tags = parseMessage(message).tags.map(plainWords)
    const met = matchers
      .filter(({ reader_uuid }) => reader_uuid !== user_uuid)
      .filter((muted) => (muted.is_tag ? tags.some((tag) => isSame(tag, muted.words)) : hasPhrase(words, muted.words)))
    const byReader = new Set(met.map(({ reader_uuid }) => reader_uuid))
    return [...byReader].map((reader_uuid) => ({ reader_uuid, activity_uuid: uuid }))
  })
}

const isSame = (one: string[], other: string[]) => one.join(' ') === other.join(' ')
