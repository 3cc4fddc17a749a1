import type { Activity } from '@cruddur/contract/activities'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { openCruds, type SealedCrud } from '@cruddur/storage/cruds/sealed-cruds'
import { type StoredCrud, tagRows } from '@cruddur/storage/cruds/sealed-cruds.store'
import { keepPlan } from '@cruddur/storage/kept-plans'
import type { ListPosition, Page } from '@cruddur/storage/page'
import type { Db } from '@cruddur/storage/postgres'
import { type RawBuilder, sql } from 'kysely'
import { ascendingAfter, pageLimit } from '../../http/page-sql.ts'
import { activityColumns, type SealedActivity } from '../../visibility/activity-columns.ts'
import { isNotBlocked } from '../../visibility/conditions.ts'
import { type Listed, openPage } from '../../visibility/open-cruds.ts'
import { type Reader, reader, readerRow } from '../../visibility/reader.ts'

/** A crud that is published: sealed for its deadline, with the handles that it mentions. */
export type NewActivity = { sub: string; crud: SealedCrud; mentions: string[]; seconds: number }
export type NewReply = { sub: string; crud: SealedCrud; mentions: string[]; parent: string }

/** Inserts the tags and mentions of the row `a` that a statement inserts. People whom a block hides are not mentioned. */
const parsedRows = (sub: string, { crud, mentions }: Pick<NewActivity, 'crud' | 'mentions'>) => sql`
  tagged as (
    insert into activity_tags (activity_uuid, tag, beginnings, sealed, user_uuid, created_at, crud_expires_at)
    select a.uuid, given_tag.tag, given_tag.beginnings::bigint[], given_tag.sealed, a.user_uuid, a.created_at, a.expires_at
    from a, ${tagRows([crud])} on conflict do nothing
  ), mentioned as (
    insert into activity_mentions (activity_uuid, user_uuid)
    select a.uuid, u.uuid from a, reader, users u where u.handle = any (${mentions}::text[]) and ${isNotBlocked(sub)}
  )`

/**
 * Publishes a crud that expires `seconds` from now. Null when the author's account is deleted, or when the deadline is not in the
 * minute for which the crud is sealed.
 */
export async function insertActivity(db: Db, activity: NewActivity): Promise<SealedActivity | null> {
  const { sub, crud, seconds } = activity
  const { rows } = await sql<SealedActivity>`${keepPlan}
    with ${readerRow(sub)}, a as (
      insert into activities (uuid, user_uuid, sealed, words, expires_at)
      select ${crud.uuid}, reader.uuid, ${crud.sealed}, ${crud.words}::bigint[], deadline.at
      from reader, (select date_trunc('milliseconds', now()) + ${seconds} * interval '1 second' as at) deadline
      where reader.uuid is not null and ending_minute(deadline.at) = ${crud.minute}
      returning *
    ), ${parsedRows(sub, activity)}
    select ${activityColumns(sub)} from a join users u on u.uuid = a.user_uuid`.execute(db)
  return rows[0] ?? null
}

/** When a living crud expires, or null. */
export async function selectDeadline(db: Db, uuid: string): Promise<Date | null> {
  const { rows } = await sql<{ expires_at: string }>`${keepPlan}
    select expires_at from live_activities where uuid = ${uuid}`.execute(db)
  return rows[0] ? new Date(rows[0].expires_at) : null
}

/**
 * Publishes a reply with its parent's deadline, and counts it there, in one statement. Null when the parent has expired or
 * a block hides it, or when its deadline is not in the minute for which the reply is sealed. The parent's row is locked first, so
 * that its deadline can't be shortened in between.
 */
export async function insertReply(db: Db, reply: NewReply): Promise<SealedActivity | null> {
  const { sub, crud, parent } = reply
  const { rows } = await sql<SealedActivity>`${keepPlan}
    with ${readerRow(sub)}, parent as (
      update live_activities set replies_count = replies_count + 1
      where uuid = ${parent} and ${reader} is not null and ${isNotBlocked(sub, sql`live_activities.user_uuid`)}
        and ending_minute(expires_at) = ${crud.minute}
      returning uuid, expires_at
    ), a as (
      insert into activities (uuid, user_uuid, sealed, words, reply_to_activity_uuid, expires_at)
      select ${crud.uuid}, reader.uuid, ${crud.sealed}, ${crud.words}::bigint[], parent.uuid, parent.expires_at from reader, parent
      returning *
    ), ${parsedRows(sub, reply)}
    select ${activityColumns(sub)} from a join users u on u.uuid = a.user_uuid`.execute(db)
  return rows[0] ?? null
}

/** A crud as the reader sees it. Null when it has expired or a block hides it. */
export async function selectActivity(db: Db, keys: KeyRing, uuid: string, sub: Reader): Promise<Activity | null> {
  const { rows } = await sql<SealedActivity>`${keepPlan}
    with ${readerRow(sub)}
    select ${activityColumns(sub)} from live_activities a join users u on u.uuid = a.user_uuid
    where a.uuid = ${uuid} and ${isNotBlocked(sub)}`.execute(db)
  return openCruds(keys, rows)[0] ?? null
}

/**
 * A person in the shape of a crud whose words are their bio, by their own uuid. Null for anybody else's uuid, and when a
 * block hides them.
 */
export async function selectPersonAsActivity(
  db: Db,
  { handle, uuid }: { handle: string; uuid: string },
  sub: Reader,
): Promise<Activity | null> {
  const { rows } = await sql<Activity>`
    with ${readerRow(sub)}
    select u.uuid, u.display_name, u.handle, u.face, u.bio as message, 0 as replies_count, 0 as reposts_count, 0 as likes_count,
      null as reply_to_activity_uuid, date_trunc('milliseconds', now()) as created_at,
      date_trunc('milliseconds', now()) + interval '30 days' as expires_at
    from users u where u.uuid = ${uuid} and u.handle = ${handle} and ${isNotBlocked(sub)}`.execute(db)
  return rows[0] ?? null
}

/**
 * The replies to a crud, oldest first, more than the page holds. Their authors are looked up one by one: for a join PostgreSQL would
 * read all people.
 */
export async function selectReplies(
  db: Db,
  keys: KeyRing,
  parent: string,
  page: Page,
  sub: Reader,
): Promise<Listed<SealedActivity & ListPosition>[]> {
  const { rows } = await sql<SealedActivity & ListPosition>`${keepPlan}
    with ${readerRow(sub)}
    select ${activityColumns(sub)}, a.created_at as at
    from (
      select * from live_activities a
      where a.reply_to_activity_uuid = ${parent} and ${isNotBlocked(sub, sql`a.user_uuid`)} ${ascendingAfter(page)}
      order by a.created_at, a.uuid limit ${pageLimit(page)}
    ) a cross join lateral (select * from users where uuid = a.user_uuid limit 1) u
    order by a.created_at, a.uuid`.execute(db)
  return openPage(keys, rows, page)
}

/** Most replies to one crud that a thread shows below it, on its first and on its second level. */
const maxNested = [3, 2] as const

/**
 * The first replies to each of some cruds, and the first replies to each of those: in the order in which a reader meets
 * them, oldest first below each crud.
 */
export async function selectNested(
  db: Db,
  keys: KeyRing,
  cruds: readonly Activity[],
  sub: Reader,
): Promise<Activity[]> {
  const parents = cruds.filter(({ replies_count }) => replies_count > 0).map(({ uuid }) => uuid)
  if (parents.length === 0) return []
  const below = (parent: RawBuilder<unknown>, most: number) => sql`
    select a.uuid, a.created_at from live_activities a join users u on u.uuid = a.user_uuid
    where a.reply_to_activity_uuid = ${parent} and ${isNotBlocked(sub)}
    order by a.created_at, a.uuid limit ${sql.lit(most)}`
  const { rows } = await sql<SealedActivity>`${keepPlan}
    with ${readerRow(sub)}, first as materialized (
      select r.uuid from unnest(${parents}::uuid[]) parent cross join lateral (${below(sql`parent`, maxNested[0])}) r
    ), second as materialized (
      select r.uuid from first cross join lateral (${below(sql`first.uuid`, maxNested[1])}) r
    )
    select ${activityColumns(sub)} from (select uuid from first union all select uuid from second) shown
      join live_activities a on a.uuid = shown.uuid join users u on u.uuid = a.user_uuid
    order by a.created_at, a.uuid`.execute(db)
  return openCruds(keys, rows)
}

/** Whether a crud is the reader's own. Null when they cannot see it. */
export async function selectIsOwn(db: Db, uuid: string, sub: string): Promise<boolean | null> {
  const { rows } = await sql<{ own: boolean }>`
    with ${readerRow(sub)}
    select u.uuid = ${reader} as own from live_activities a join users u on u.uuid = a.user_uuid
    where a.uuid = ${uuid} and ${isNotBlocked(sub)}`.execute(db)
  return rows[0]?.own ?? null
}

/**
 * Gives the author's own crud an earlier deadline: `seconds` from now or at `at`, whichever is given. Triggers give it to the replies
 * that would outlive the crud. Whoever calls this seals them all anew in the same transaction.
 */
export async function updateDeadline(
  db: Db,
  { uuid, sub, seconds, at }: { uuid: string; sub: string; seconds: number | null; at: string | null },
): Promise<SealedActivity | null> {
  const { rows } = await sql<SealedActivity>`
    with ${readerRow(sub)}, wanted as (
      select coalesce(${at}::timestamptz(3), date_trunc('milliseconds', now()) + ${seconds} * interval '1 second') as deadline
    ), a as (
      update live_activities set expires_at = wanted.deadline from wanted
      where uuid = ${uuid} and user_uuid = ${reader} and wanted.deadline < expires_at and wanted.deadline > now()
      returning live_activities.*
    )
    select ${activityColumns(sub)} from a join users u on u.uuid = a.user_uuid`.execute(db)
  return rows[0] ?? null
}

/** A crud and all replies below it that end when it does, as they are stored. */
export async function selectEndingTogether(db: Db, uuid: string): Promise<StoredCrud[]> {
  const { rows } = await sql<StoredCrud>`
    with recursive thread as (
      select uuid, sealed, expires_at from live_activities where uuid = ${uuid}
      union all
      select a.uuid, a.sealed, a.expires_at from thread join live_activities a on a.reply_to_activity_uuid = thread.uuid
      where a.expires_at = thread.expires_at
    )
    select uuid, sealed, expires_at from thread`.execute(db)
  return rows
}
