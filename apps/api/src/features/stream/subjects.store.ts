import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { countColumns } from '../../visibility/activity-columns.ts'

/** What events contain of a crud. */
export type Subject = {
  uuid: string
  author_uuid: string
  handle: string
  reply_to_activity_uuid: string | null
  /** The author of the crud that it replies to. */
  parent_author_uuid: string | null
  replies_count: number
  reposts_count: number
  likes_count: number
  expires_at: string
}

/** The cruds that are alive, with their counts of now. */
export async function selectSubjects(db: Db, uuids: string[]): Promise<Subject[]> {
  const { rows } = await sql<Subject>`
    select a.uuid, a.user_uuid as author_uuid, u.handle, a.reply_to_activity_uuid, a.expires_at, ${countColumns},
      parent.user_uuid as parent_author_uuid
    from live_activities a join users u on u.uuid = a.user_uuid
      left join live_activities parent on parent.uuid = a.reply_to_activity_uuid
    where a.uuid = any (${uuids}::uuid[])`.execute(db)
  return rows
}
