import type { Activity } from '@cruddur/contract/activities'
import type { ListPosition, Page } from '@cruddur/storage/page'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { ascendingAfter, descendingAfter } from '../../http/page-sql.ts'
import { activityColumns } from '../../visibility/activity-columns.ts'
import { isNotBlocked, isNotMuted } from '../../visibility/conditions.ts'
import { reader, readerRow } from '../../visibility/reader.ts'

/**
 * The reader's own cruds, those of the people whom they follow, and the cruds that these reposted. A crud is listed once, at
 * the time when it first came into the feed. Later reposts do not change that time, so that no page repeats or misses it.
 *
 * @param order `newest`: the latest to come into the feed first; `expiring`: the first to expire first
 */
export async function selectFollowing(
  db: Db,
  page: Page,
  sub: string,
  order: 'newest' | 'expiring',
): Promise<(Activity & ListPosition)[]> {
  const { rows } = await sql<Activity & ListPosition>`
    with ${readerRow(sub)}, followed as (
      select followed_uuid as uuid from follows where follower_uuid = ${reader}
    ), arrived as (
      select a.uuid as activity_uuid, a.created_at as at, null::uuid as reposter_uuid
      from live_activities a
      where a.reply_to_activity_uuid is null and (a.user_uuid = ${reader} or a.user_uuid in (select uuid from followed))
      union all
      select * from (
        select distinct on (r.activity_uuid) r.activity_uuid, r.created_at as at, r.user_uuid as reposter_uuid
        from reposts r join live_activities a on a.uuid = r.activity_uuid
        where r.user_uuid in (select uuid from followed)
          and a.user_uuid <> ${reader} and a.user_uuid not in (select uuid from followed)
          and ${isNotMuted(sub, sql`r.user_uuid`)}
        order by r.activity_uuid, r.created_at
      ) reposted
    ), placed as (
      select activity_uuid, reposter_uuid, ${order === 'newest' ? sql`arrived.at` : sql`a.expires_at`} as at
      from arrived join live_activities a on a.uuid = arrived.activity_uuid
    )
    select ${activityColumns(sub)}, placed.at,
      case when by.uuid is not null
        then json_build_object('handle', by.handle, 'display_name', by.display_name) end as reposted_by
    from placed join live_activities a on a.uuid = placed.activity_uuid join users u on u.uuid = a.user_uuid
      left join users by on by.uuid = placed.reposter_uuid
    where ${isNotBlocked(sub)} and ${isNotMuted(sub)} ${order === 'newest' ? descendingAfter(page, position) : ascendingAfter(page, position)}
    order by ${order === 'newest' ? sql`placed.at desc, a.uuid desc` : sql`placed.at, a.uuid`}
    limit ${page.limit + 1}`.execute(db)
  return rows.map(({ reposted_by, ...row }) => (reposted_by ? { ...row, reposted_by } : row))
}

const position = { time: sql`placed.at`, uuid: sql`a.uuid` }
