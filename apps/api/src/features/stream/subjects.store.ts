import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { countColumns } from '../../visibility/activity-rows.ts'

/** What events say of a crud. */
export type Subject = {
  uuid: string
  author_uuid: string
  handle: string
  reply_to_activity_uuid: string | null
  /** Who wrote what it replies to. */
  parent_author_uuid: string | null
  replies_count: number
  reposts_count: number
  likes_count: number
  expires_at: string
}

/** Those of the cruds that are alive, as they are now. */
export async function selectSubjects(db: Db, uuids: string[]): Promise<Subject[]> {
  const { rows } = await sql<Subject>`
    select a.uuid, a.user_uuid as author_uuid, u.handle, a.reply_to_activity_uuid, a.expires_at, ${countColumns},
      parent.user_uuid as parent_author_uuid
    from live_activities a join users u on u.uuid = a.user_uuid
      left join live_activities parent on parent.uuid = a.reply_to_activity_uuid
    where a.uuid = any (${uuids}::uuid[])`.execute(db)
  return rows
}

/** That a reader may not hear of a person at all, or only not of their new cruds. */
export type Distance = { reader_uuid: string; person_uuid: string; muted: boolean }

/** Who of the readers and the people is kept apart by a block, in either direction, or by the reader's mute. */
export async function selectDistances(db: Db, readers: string[], people: string[]): Promise<Distance[]> {
  const { rows } = await sql<Distance>`
    with readers as materialized (select unnest(${readers}::uuid[]) as uuid),
      people as materialized (select unnest(${people}::uuid[]) as uuid)
    select b.user_uuid as reader_uuid, b.blocked_uuid as person_uuid, false as muted
    from people p join blocks b on b.blocked_uuid = p.uuid where b.user_uuid in (select uuid from readers)
    union all
    select b.blocked_uuid, b.user_uuid, false
    from people p join blocks b on b.user_uuid = p.uuid where b.blocked_uuid in (select uuid from readers)
    union all
    select m.user_uuid, m.muted_uuid, true
    from people p cross join readers r join mutes m on m.user_uuid = r.uuid and m.muted_uuid = p.uuid`.execute(db)
  return rows
}

/** The uuid of whom a token's subject is; null for nobody, as after the account was deleted. */
export async function selectReaderUuid(db: Db, sub: string): Promise<string | null> {
  const { rows } = await sql<{ uuid: string }>`select uuid from users where cognito_user_uuid = ${sub}`.execute(db)
  return rows[0]?.uuid ?? null
}
