import type { Activity } from '@cruddur/contract/activities'
import type { Notification } from '@cruddur/contract/notifications'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { activityColumns } from '../../visibility/activity-columns.ts'
import { isNotBlocked, isNotMuted } from '../../visibility/conditions.ts'
import { type Reader, reader, readerRow } from '../../visibility/reader.ts'
import type { Walk } from './walk-cursor.ts'

/** The columns of an activity, null when there is none, as for a follow. */
type MaybeActivity = Pick<Activity, 'handle' | 'display_name'> & { [Key in keyof Activity]: Activity[Key] | null }

/** A group as it is read: about an activity or, for a follow, about none. */
export type NotificationRow = MaybeActivity &
  Pick<Notification, 'kind' | 'actors' | 'actors_count' | 'happened_at' | 'read'> & {
    notification_uuid: string
    group_uuid: string
  }

/** The notifications that the reader sees, `live_notifications` as `n` and the person who acted as `u`. */
const visibleRows = (sub: Reader) => sql`
  from live_notifications n join users u on u.uuid = n.actor_uuid
  where n.user_uuid = ${reader} and ${isNotBlocked(sub)} and ${isNotMuted(sub)}`

/** The reader's groups by the latest event in each, newest first, one more than the page holds. */
export async function selectNotifications(db: Db, { limit, after }: Walk, sub: string): Promise<NotificationRow[]> {
  const untilTop = after ? sql`and n.created_at <= ${after.top}::timestamptz` : sql``
  const { rows } = await sql<NotificationRow>`
    with ${readerRow(sub)}, groups as (
      select n.group_uuid, max(n.created_at) as at, count(*) as actors_count, bool_and(n.read_at is not null) as read
      ${visibleRows(sub)} ${untilTop} group by n.group_uuid
    ), page as materialized (
      select * from groups ${after ? sql`where (at, group_uuid) < (${after.at}::timestamptz, ${after.uuid}::uuid)` : sql``}
      order by at desc, group_uuid desc limit ${limit + 1}
    )
    select ${activityColumns(sub)}, latest.kind, latest.uuid as notification_uuid, page.group_uuid, latest.actors,
      page.actors_count, page.at as happened_at, page.read
    from page
      cross join lateral (
        select json_agg(json_build_object('uuid', actor_uuid, 'handle', handle, 'display_name', display_name)
            order by created_at desc, uuid desc) as actors,
          (array_agg(uuid order by created_at desc, uuid desc))[1] as uuid,
          (array_agg(actor_uuid order by created_at desc, uuid desc))[1] as actor_uuid,
          any_value(kind) as kind, any_value(activity_uuid) as activity_uuid
        from (
          select n.*, u.handle, u.display_name ${visibleRows(sub)} ${untilTop} and n.group_uuid = page.group_uuid
          order by n.created_at desc, n.uuid desc limit 3
        ) few
      ) latest
      left join live_activities a on a.uuid = latest.activity_uuid
      join users u on u.uuid = coalesce(a.user_uuid, latest.actor_uuid)
    order by page.at desc, page.group_uuid desc`.execute(db)
  return rows
}

/** How many of the reader's groups have unread notifications: the number that the whole list shows as unread. */
export async function selectUnreadCount(db: Db, sub: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with ${readerRow(sub)}, unread as (
      select distinct n.group_uuid ${visibleRows(sub)} and n.read_at is null
    )
    select count(*) as count from unread`.execute(db)
  return rows[0]?.count ?? 0
}

/** Marks all as read. Rows that are being deleted, or marked by another request, are skipped. */
export async function updateUnread(db: Db, sub: string): Promise<void> {
  await sql`
    with ${readerRow(sub)}
    update notifications set read_at = now() where uuid = any (array(
      select uuid from notifications where user_uuid = ${reader} and read_at is null for update skip locked
    ))`.execute(db)
}
