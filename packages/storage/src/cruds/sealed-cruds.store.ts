import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../postgres.ts'
import type { SealedCrud } from './sealed-cruds.ts'
import { openWordsOf, sealCrud } from './sealed-cruds.ts'

/** A crud as it is stored, with the instant at which it ends. */
export type StoredCrud = { uuid: string; sealed: Buffer; expires_at: string }

/** The tags of cruds that a statement inserts or updates, as a table with the columns `activity_uuid`, `tag`, `beginnings`, `sealed`. */
export function tagRows(cruds: readonly Pick<SealedCrud, 'uuid' | 'tags'>[]): RawBuilder<unknown> {
  const tags = cruds.flatMap(({ uuid, tags }) => tags.map((tag) => ({ uuid, ...tag })))
  return sql`unnest(${tags.map(({ uuid }) => uuid)}::uuid[], ${tags.map(({ hash }) => hash)}::bigint[],
    ${tags.map(({ beginnings }) => beginnings)}::text[], ${tags.map(({ sealed }) => sealed)}::bytea[]
  ) as given_tag (activity_uuid, tag, beginnings, sealed)`
}

/**
 * Seals cruds for the deadlines that they have now, with their tags. The transaction must hold their rows. Those that ended in a
 * minute that is over are left as they are: nobody can read them.
 */
export async function resealCruds(transaction: Db, keys: KeyRing, stored: readonly StoredCrud[]): Promise<void> {
  const cruds = stored.flatMap(({ uuid, sealed, expires_at }) => {
    const message = openWordsOf(keys, { uuid, sealed })
    return message === undefined ? [] : [sealCrud(keys, { uuid, message, endsAt: new Date(expires_at) })]
  })
  if (cruds.length === 0) return
  const uuids = cruds.map(({ uuid }) => uuid)
  await sql`
    update live_activities a set sealed = given.sealed, words = given.words::bigint[]
    from unnest(${uuids}::uuid[], ${cruds.map(({ sealed }) => sealed)}::bytea[], ${cruds.map(({ words }) => words)}::text[])
      as given (uuid, sealed, words)
    where a.uuid = given.uuid`.execute(transaction)
  await sql`delete from activity_tags where activity_uuid = any (${uuids}::uuid[])`.execute(transaction)
  await sql`
    insert into activity_tags (activity_uuid, tag, beginnings, sealed, user_uuid, created_at, crud_expires_at)
    select a.uuid, given_tag.tag, given_tag.beginnings::bigint[], given_tag.sealed, a.user_uuid, a.created_at, a.expires_at
    from ${tagRows(cruds)} join live_activities a on a.uuid = given_tag.activity_uuid
    on conflict do nothing`.execute(transaction)
}

/** Living cruds whose words are not sealed yet. Holds them until the transaction ends, and passes over those that others hold. */
export async function selectUnsealed(transaction: Db, limit: number): Promise<StoredCrud[]> {
  const { rows } = await sql<StoredCrud>`
    select uuid, sealed, expires_at from live_activities
    where get_byte(sealed, 0) = 0 order by uuid limit ${limit} for no key update skip locked`.execute(transaction)
  return rows
}

/** Whether there is a crud whose words are not sealed, dead or alive. */
export async function selectIsAnyUnsealed(db: Db): Promise<boolean> {
  const { rows } = await sql`select from activities where get_byte(sealed, 0) = 0 limit 1`.execute(db)
  return rows.length > 0
}

/** Whether the database refuses words that are not sealed. */
export async function selectIsSealedOnly(db: Db): Promise<boolean> {
  const { rows } = await sql`
    select from pg_constraint where conrelid = 'activities'::regclass and conname = 'sealed_only'`.execute(db)
  return rows.length > 0
}

/** From now on the database refuses words that are not sealed. */
export async function refuseUnsealed(db: Db): Promise<void> {
  await sql`alter table activities add constraint sealed_only check (get_byte(sealed, 0) <> 0) not valid`.execute(db)
}

/** The index of what is not sealed, of which nothing is left. */
export async function dropUnsealedIndex(db: Db): Promise<void> {
  await sql`drop index if exists activities_unsealed`.execute(db)
}
