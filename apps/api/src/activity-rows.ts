import type { Activity } from '@cruddur/contract/activities'
import { type RawBuilder, sql } from 'kysely'
import type { Page } from './page.ts'

/** The columns of an activity on the wire, from `activities` or a view of it as `a`, and its author as `u`. */
export const activityColumns: RawBuilder<Activity> = sql`
  a.uuid, u.display_name, u.handle, a.message, a.replies_count, a.reposts_count, a.likes_count,
  a.reply_to_activity_uuid, a.created_at, a.expires_at`

/** The condition for what comes after the page's cursor in a list that runs newest first. */
export const olderThan = ({ after }: Page) =>
  after ? sql`and (a.created_at, a.uuid) < (${after.created_at}::timestamptz, ${after.uuid}::uuid)` : sql``

/** The same for a list that runs oldest first. */
export const newerThan = ({ after }: Page) =>
  after ? sql`and (a.created_at, a.uuid) > (${after.created_at}::timestamptz, ${after.uuid}::uuid)` : sql``
