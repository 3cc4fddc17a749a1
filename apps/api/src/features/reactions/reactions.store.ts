import { keepPlan } from '@cruddur/storage/kept-plans'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { isNotBlocked } from '../../visibility/conditions.ts'
import { reader, readerRow } from '../../visibility/reader.ts'

/** The table and the count of each kind of reaction. A closed list: the names stand in SQL. */
const tables = {
  like: { rows: sql.table('likes'), count: sql.ref('likes_count') },
  repost: { rows: sql.table('reposts'), count: sql.ref('reposts_count') },
} as const
export type Reaction = keyof typeof tables

/** Adds the caller's reaction to a crud that they can see. Does nothing when there is one already. */
export async function insertReaction(db: Db, reaction: Reaction, uuid: string, sub: string): Promise<void> {
  await sql`${keepPlan}
    with ${readerRow(sub)}
    insert into ${tables[reaction].rows} (activity_uuid, user_uuid)
    select a.uuid, ${reader} from live_activities a join users u on u.uuid = a.user_uuid
    where a.uuid = ${uuid} and ${reader} is not null and ${isNotBlocked(sub)}
    on conflict do nothing`.execute(db)
}

/** Removes the caller's reaction. Locks the crud first, as adding a reaction and burning do, so that they cannot deadlock. */
export async function deleteReaction(db: Db, reaction: Reaction, uuid: string, sub: string): Promise<void> {
  await sql`${keepPlan}
    with ${readerRow(sub)}, crud as materialized (
      select uuid from live_activities where uuid = ${uuid} for no key update
    )
    delete from ${tables[reaction].rows}
    where activity_uuid = (select uuid from crud) and user_uuid = ${reader}`.execute(db)
}

/** The number of reactions to a crud. Null for a crud that the caller cannot see, and for a caller without an account. */
export async function selectReactionCount(
  db: Db,
  reaction: Reaction,
  uuid: string,
  sub: string,
): Promise<number | null> {
  const { rows } = await sql<{ count: number }>`${keepPlan}
    with ${readerRow(sub)}
    select a.${tables[reaction].count} as count from live_activities a join users u on u.uuid = a.user_uuid
    where a.uuid = ${uuid} and ${reader} is not null and ${isNotBlocked(sub)}`.execute(db)
  return rows[0]?.count ?? null
}
