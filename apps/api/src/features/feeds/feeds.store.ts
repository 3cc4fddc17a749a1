import type { Activity } from '@cruddur/contract/activities'
import type { Profile } from '@cruddur/contract/users'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { activityColumns, olderThan } from '../../activity-rows.ts'
import type { Page } from '../../page.ts'

/** The newest cruds of everybody; replies stay in their threads. One more than the page holds, to tell if there is more. */
export async function selectHome(db: Db, page: Page): Promise<Activity[]> {
  const { rows } = await sql<Activity>`
    select ${activityColumns} from live_activities a join users u on u.uuid = a.user_uuid
    where a.reply_to_activity_uuid is null ${olderThan(page)}
    order by a.created_at desc, a.uuid desc limit ${page.limit + 1}`.execute(db)
  return rows
}

/** A person's cruds and replies, newest first, one more than the page holds. */
export async function selectActivitiesOf(db: Db, userUuid: string, page: Page): Promise<Activity[]> {
  const { rows } = await sql<Activity>`
    select ${activityColumns} from live_activities a join users u on u.uuid = a.user_uuid
    where a.user_uuid = ${userUuid} ${olderThan(page)}
    order by a.created_at desc, a.uuid desc limit ${page.limit + 1}`.execute(db)
  return rows
}

export async function selectProfile(db: Db, handle: string): Promise<Profile | null> {
  const { rows } = await sql<Profile>`
    select uuid, cognito_user_uuid, handle, display_name, bio,
      (select count(*) from live_activities a where a.user_uuid = users.uuid) as cruds_count
    from users where handle = ${handle}`.execute(db)
  return rows[0] ?? null
}
