import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

/** Why a reader does not see a person: a block between them, or, with `muted`, the reader's mute. */
export type Distance = { reader_uuid: string; person_uuid: string; muted: boolean }

/**
 * The conditions of conditions.ts for many readers and people at once: every pair that a block separates, whoever made
 * it, and every pair of which the reader muted the person.
 */
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

/** How many living replies to a crud a block hides from a reader. */
export type HiddenReplies = { reader_uuid: string; activity_uuid: string; count: number }

/** What `crudColumns` subtracts from the replies, for many readers and cruds at once. Without pairs of which nothing is hidden. */
export async function selectHiddenReplies(db: Db, readers: string[], activities: string[]): Promise<HiddenReplies[]> {
  const { rows } = await sql<HiddenReplies>`
    select b.reader_uuid, h.reply_to_activity_uuid as activity_uuid, count(*)::integer as count
    from (
      select user_uuid as reader_uuid, blocked_uuid as person_uuid from blocks where user_uuid = any (${readers}::uuid[])
      union all
      select blocked_uuid, user_uuid from blocks where blocked_uuid = any (${readers}::uuid[])
    ) b join live_activities h on h.user_uuid = b.person_uuid and h.reply_to_activity_uuid = any (${activities}::uuid[])
    group by b.reader_uuid, h.reply_to_activity_uuid`.execute(db)
  return rows
}
