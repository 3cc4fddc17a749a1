import type { MutedWord } from '@cruddur/contract/muted-words/muted-words'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { reader, readerRow } from '../../visibility/reader.ts'

/** The words that the reader muted, the latest first. */
export async function selectMutedWords(db: Db, sub: string): Promise<MutedWord[]> {
  const { rows } = await sql<MutedWord>`
    with ${readerRow(sub)}
    select uuid, term, created_at, expires_at from live_muted_words
    where user_uuid = ${reader} order by created_at desc, uuid desc`.execute(db)
  return rows
}

/** Whether a term has a word in it, and how many other words the reader muted. */
export async function selectTerm(
  db: Db,
  sub: string,
  term: string,
): Promise<{ hasWords: boolean; others_count: number }> {
  const { rows } = await sql<{ hasWords: boolean; others_count: number }>`
    with ${readerRow(sub)}
    select plain_words(${term}) <> '' as "hasWords", (
      select count(*) from live_muted_words
      where user_uuid = ${reader} and (is_tag, plain) <> (left(${term}, 1) = '#', plain_words(${term}))
    ) as others_count`.execute(db)
  return rows[0] as { hasWords: boolean; others_count: number }
}

/** Inserts a word, or gives the one that is there a new end. Null if the reader has no account. */
export async function upsertMutedWord(
  db: Db,
  { sub, term, days }: { sub: string; term: string; days: number | null },
): Promise<MutedWord | null> {
  const { rows } = await sql<MutedWord>`
    with ${readerRow(sub)}
    insert into muted_words (user_uuid, term, expires_at)
    select uuid, ${term}, now() + ${days}::integer * interval '1 day' from reader where uuid is not null
    on conflict (user_uuid, is_tag, plain)
      do update set term = excluded.term, expires_at = excluded.expires_at, created_at = now()
    returning uuid, term, created_at, expires_at`.execute(db)
  return rows[0] ?? null
}

export async function deleteMutedWord(db: Db, uuid: string, sub: string): Promise<boolean> {
  const { rows } = await sql`
    with ${readerRow(sub)}
    delete from muted_words where uuid = ${uuid} and user_uuid = ${reader} returning 1`.execute(db)
  return rows.length > 0
}
