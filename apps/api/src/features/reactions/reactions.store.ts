import type { Person } from '@cruddur/contract/users'
import { keepPlan } from '@cruddur/storage/kept-plans'
import type { ListPosition, Page } from '@cruddur/storage/page'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { descendingAfter } from '../../http/page-sql.ts'
import { isNotBlocked, isNotMuted } from '../../visibility/conditions.ts'
import { personColumns } from '../../visibility/person-columns.ts'
import { type Reader, reader, readerRow } from '../../visibility/reader.ts'

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

/** When a crud expires. Null for a crud that the reader cannot see. */
export async function selectDeadline(db: Db, uuid: string, sub: Reader): Promise<string | null> {
  const { rows } = await sql<{ expires_at: string }>`${keepPlan}
    with ${readerRow(sub)}
    select a.expires_at from live_activities a join users u on u.uuid = a.user_uuid
    where a.uuid = ${uuid} and ${isNotBlocked(sub)}`.execute(db)
  return rows[0]?.expires_at ?? null
}

/**
 * The people who reacted to a living crud, the latest first, one more than the page holds. It does not look whether the
 * reader sees the crud.
 */
export async function selectReactors(
  db: Db,
  { reaction, uuid }: { reaction: Reaction; uuid: string },
  page: Page,
  sub: Reader,
): Promise<(Person & ListPosition)[]> {
  const position = { time: sql`r.created_at`, uuid: sql`r.user_uuid` }
  const { rows } = await sql<Person & ListPosition>`
    with ${readerRow(sub)}
    select ${personColumns(sub)}, r.created_at as at
    from live_activities a join ${tables[reaction].rows} r on r.activity_uuid = a.uuid join users u on u.uuid = r.user_uuid
    where a.uuid = ${uuid} and ${isNotBlocked(sub)} and ${isNotMuted(sub)} ${descendingAfter(page, position)}
    order by r.created_at desc, r.user_uuid desc limit ${page.limit + 1}`.execute(db)
  return rows
}
