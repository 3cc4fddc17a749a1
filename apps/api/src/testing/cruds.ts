import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { endingMinute } from '@cruddur/storage/cruds/keyed-hashes'
import { openCruds, type SealedRow, sealCrud } from '@cruddur/storage/cruds/sealed-cruds'
import { tagRows } from '@cruddur/storage/cruds/sealed-cruds.store'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

/** A database, and the keys of its words. */
export type Stage = { db: Db; keys: KeyRing }

export type CrudRow = {
  user_uuid: string
  message?: string
  reply_to_activity_uuid?: string | null
  /** Seconds before now at which it was published. */
  age?: number
  /** Seconds from now until it expires; negative: that long ago. Never later than its parent. */
  left?: number
}

/** Inserts a crud of any age straight into the table, which the API cannot do, and returns its uuid. */
export async function insertCrud({ db, keys }: Stage, row: CrudRow): Promise<string> {
  const { user_uuid, message = 'a crud', reply_to_activity_uuid = null, age = 3600, left = 3600 } = row
  const { rows } = await sql<{ uuid: string; created_at: string; expires_at: string; now: string }>`
    select uuidv7() as uuid, now() as now, date_trunc('milliseconds', now()) - ${age} * interval '1 second' as created_at,
      least(date_trunc('milliseconds', now()) + ${left} * interval '1 second',
        (select expires_at from activities where uuid = ${reply_to_activity_uuid})) as expires_at`.execute(db)
  const { uuid, created_at, expires_at, now } = rows[0] as (typeof rows)[number]
  const endsAt = new Date(expires_at)
  // Nothing is sealed for a minute that is over: what ended then is as it was before words were sealed.
  const isOver = endingMinute(endsAt) < endingMinute(new Date(now))
  const crud = isOver ? null : sealCrud(keys, { uuid, message, endsAt })
  await sql`
    with a as (
      insert into activities (uuid, user_uuid, sealed, words, reply_to_activity_uuid, created_at, expires_at)
      values (${uuid}, ${user_uuid}, coalesce(${crud?.sealed ?? null}::bytea, unsealed(${crud ? null : message})),
        ${crud?.words ?? '{}'}::bigint[], ${reply_to_activity_uuid}, ${created_at}, ${expires_at})
      returning *
    )
    insert into activity_tags (activity_uuid, tag, beginnings, sealed, user_uuid, created_at)
    select a.uuid, given_tag.tag, given_tag.beginnings::bigint[], given_tag.sealed, a.user_uuid, a.created_at
    from a, ${tagRows(crud ? [crud] : [])}`.execute(db)
  return uuid
}

/** The words of all cruds, dead or alive, in alphabetical order. */
export async function readMessages({ db, keys }: Stage): Promise<string[]> {
  const { rows } = await sql<SealedRow>`select uuid, sealed from activities`.execute(db)
  return openCruds(keys, rows)
    .map(({ message }) => message)
    .sort()
}

/** Lets a living crud expire now, by the database's clock. Nothing erases it. */
export async function expireCrud(db: Db, uuid: string): Promise<void> {
  await sql`update activities set expires_at = now() + interval '1 millisecond' where uuid = ${uuid}`.execute(db)
  const expired = sql<{ expired: boolean }>`
    select expires_at <= clock_timestamp() as expired from activities where uuid = ${uuid}`
  while (!(await expired.execute(db)).rows[0]?.expired);
}
