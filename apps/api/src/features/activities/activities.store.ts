import type { Activity } from '@cruddur/contract/activities'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { activityColumns, newerThan } from '../../activity-rows.ts'
import type { Page } from '../../page.ts'

export type NewActivity = { sub: string; message: string; seconds: number }
export type NewReply = { sub: string; message: string; parent: string }

/** Publishes a crud that dies `seconds` from now. Null when the author is nobody that we know. */
export async function insertActivity(db: Db, { sub, message, seconds }: NewActivity): Promise<Activity | null> {
  const { rows } = await sql<Activity>`
    with a as (
      insert into activities (user_uuid, message, expires_at)
      select uuid, ${message}, date_trunc('milliseconds', now()) + ${seconds} * interval '1 second'
      from users where cognito_user_uuid = ${sub}
      returning *
    )
    select ${activityColumns} from a join users u on u.uuid = a.user_uuid`.execute(db)
  return rows[0] ?? null
}

/**
 * Publishes a reply with its parent's deadline, and counts it there, in one statement. Null when the parent is not
 * alive. The parent's row is locked first, so that its deadline can't be shortened in between.
 */
export async function insertReply(db: Db, { sub, message, parent }: NewReply): Promise<Activity | null> {
  const { rows } = await sql<Activity>`
    with author as (
      select * from users where cognito_user_uuid = ${sub}
    ), parent as (
      update live_activities set replies_count = replies_count + 1
      where uuid = ${parent} and exists (select from author)
      returning uuid, expires_at
    ), a as (
      insert into activities (user_uuid, message, reply_to_activity_uuid, expires_at)
      select author.uuid, ${message}, parent.uuid, parent.expires_at from author, parent
      returning *
    )
    select ${activityColumns} from a join users u on u.uuid = a.user_uuid`.execute(db)
  return rows[0] ?? null
}

export async function selectActivity(db: Db, uuid: string): Promise<Activity | null> {
  const { rows } = await sql<Activity>`
    select ${activityColumns} from live_activities a join users u on u.uuid = a.user_uuid
    where a.uuid = ${uuid}`.execute(db)
  return rows[0] ?? null
}

/** The replies to a crud, oldest first, one more than the page holds. */
export async function selectReplies(db: Db, parent: string, page: Page): Promise<Activity[]> {
  const { rows } = await sql<Activity>`
    select ${activityColumns} from live_activities a join users u on u.uuid = a.user_uuid
    where a.reply_to_activity_uuid = ${parent} ${newerThan(page)}
    order by a.created_at, a.uuid limit ${page.limit + 1}`.execute(db)
  return rows
}

/** Whether anybody is called so. */
export async function selectPersonExists(db: Db, handle: string): Promise<boolean> {
  const { rows } = await sql`select from users where handle = ${handle}`.execute(db)
  return rows.length > 0
}
