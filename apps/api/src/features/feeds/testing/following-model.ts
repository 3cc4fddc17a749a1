import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { ListPosition, Page } from '@cruddur/storage/page'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { activityColumns, type SealedActivity } from '../../../visibility/activity-columns.ts'
import { hasNoMutedWord, isNotBlocked, isNotMuted } from '../../../visibility/conditions.ts'
import { selectMuted } from '../../../visibility/muted-words.store.ts'
import { type Listed, openList } from '../../../visibility/open-cruds.ts'
import { reader, readerRow } from '../../../visibility/reader.ts'

/**
 * The feed of followed people as it is defined: collect everything, sort it, cut out the page. Slow and plain, it is the
 * model that `selectFollowing` is compared with.
 *
 * @returns one row more than the page holds, if there is one
 */
export async function modelFollowing(
  db: Db,
  keys: KeyRing,
  page: Page,
  sub: string,
  order: 'newest' | 'expiring',
): Promise<Listed<SealedActivity & ListPosition>[]> {
  const muted = await selectMuted(db, keys, sub)
  const { rows } = await sql<SealedActivity & ListPosition>`
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
          and not exists (select from mutes m where m.user_uuid = ${reader} and m.muted_uuid = r.user_uuid)
        order by r.activity_uuid, r.created_at, r.user_uuid
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
    where ${isNotBlocked(sub)} and ${isNotMuted(sub)} and ${hasNoMutedWord(muted)} ${afterCursor(page, order)}
    order by ${order === 'newest' ? sql`placed.at desc, a.uuid desc` : sql`placed.at, a.uuid`}
    limit ${page.limit + 1}`.execute(db)
  const activities = rows.map(({ reposted_by, ...row }) => (reposted_by ? { ...row, reposted_by } : row))
  return openList(keys, activities, muted)
}

function afterCursor({ after }: Page, order: 'newest' | 'expiring') {
  if (!after) return sql``
  const position = sql`(${after.at}::timestamptz, ${after.uuid}::uuid)`
  return order === 'newest' ? sql`and (placed.at, a.uuid) < ${position}` : sql`and (placed.at, a.uuid) > ${position}`
}
