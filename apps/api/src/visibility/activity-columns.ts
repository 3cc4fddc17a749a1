import type { Activity } from '@cruddur/contract/activities'
import { type RawBuilder, sql } from 'kysely'
import { type Reader, reader } from './reader.ts'

/**
 * The counts of `live_activities` as `a`. A reply that was shortened expires before its parent, which counts it until the
 * reply is erased. These replies are subtracted here (guarantee 6).
 */
export const countColumns = sql`
  a.replies_count - (
    select count(*) from early_leaves early where early.reply_to_activity_uuid = a.uuid
  )::integer as replies_count,
  a.reposts_count, a.likes_count`

/** The columns of an activity on the wire, from `live_activities` as `a` and its author as `u`, for the statement's reader. */
export function activityColumns(sub: Reader): RawBuilder<Activity> {
  return sql`
  a.uuid, u.display_name, u.handle, a.message, ${countColumns}, a.reply_to_activity_uuid, a.created_at, a.expires_at
  ${sub === null ? sql`` : reactionColumns}`
}

const reactionColumns = sql`,
  exists (select from likes l where l.activity_uuid = a.uuid and l.user_uuid = ${reader}) as liked,
  exists (select from reposts r where r.activity_uuid = a.uuid and r.user_uuid = ${reader}) as reposted`
