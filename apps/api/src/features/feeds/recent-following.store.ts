import { keepPlan } from '@cruddur/storage/kept-plans'
import type { ListPosition, Page } from '@cruddur/storage/page'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { pageLimit } from '../../http/page-sql.ts'
import { activityColumns, type SealedActivity } from '../../visibility/activity-columns.ts'
import { hasNoMutedWord, isNotBlocked, isNotMuted } from '../../visibility/conditions.ts'
import { type MaybeMuting, type MutedWords, mutesWords } from '../../visibility/muted-words.store.ts'
import { reader, readerRow } from '../../visibility/reader.ts'
import { afterCursor, feedOrders, upToRowOf } from './feed-order.ts'
import { cruds, isFirstRepost, reposters, reposts } from './followed-cruds.ts'

/** When everybody's newest cruds are walked through, and how far. */
export type Walk = {
  /** From so many sources on: a look at each of fewer people costs less than the walk. */
  manySources: number
  /** Most rows that are walked through. */
  cruds: number
  reposts: number
}
export const usualWalk: Walk = { manySources: 60, cruds: 2_000, reposts: 1_000 }

/**
 * Longer pages would need a longer walk, and PostgreSQL, which can't know how far it goes, then chooses a plan that reads whole
 * tables: 130 ms for a page of 100.
 */
const longestPage = 20

export type FollowingRow = SealedActivity &
  ListPosition & { reposted_by: { handle: string; display_name: string } | null }

/**
 * A page of the feed of followed people, newest first, for the two readers who are most: those who follow few people, and those
 * who follow many of whom some have just published.
 * - For few, the next cruds and reposts of each are merged.
 * - For many, everybody's cruds are walked through from the newest on, and those of sources are taken, until the page is full; then
 *   the reposts of the same time. The walk ends after so many rows.
 *
 * @returns null when the walk ended before the page was full, and for long pages
 */
export async function selectRecentFollowing(
  db: Db,
  page: Page,
  sub: string,
  muted: MutedWords,
  walk: Walk,
): Promise<MaybeMuting<FollowingRow>[] | null> {
  if (page.limit > longestPage) return null
  const order = feedOrders.newest
  const source = { page, order, sub, muted }
  const limit = pageLimit(page)
  const inOrder = sql`order by at desc, uuid desc`
  const newest = newestOfAll(page, walk)
  const isOfMany = sql`(select count(*) from sources) >= ${sql.lit(walk.manySources)}`
  const { rows } = await sql<MaybeMuting<FollowingRow> & { is_whole: boolean }>`${keepPlan}
    with ${readerRow(sub)}, sources as materialized (
      select u.uuid from (select followed_uuid as uuid from follows where follower_uuid = ${reader}) u
      where ${isNotBlocked(sub)} and ${isNotMuted(sub)}
    ), way as materialized (
      select ${isOfMany} as of_many
    ), cruds as materialized (
      select uuid, at, null::uuid as reposter_uuid from (
        (select a.uuid, a.created_at as at from (${newest}) a
        where (select of_many from way) and (a.user_uuid in (select uuid from sources union all select uuid from reader)) is true
          and ${hasNoMutedWord(muted)}
        order by a.created_at desc, a.uuid desc limit ${limit})
        union all
        select crud.uuid, crud.at from (
          select uuid from sources union all select uuid from reader
        ) person cross join lateral (${cruds(source, sql`person.uuid`)} limit ${limit}) crud
        where not (select of_many from way)
      ) found ${inOrder} limit ${limit}
    ), last_crud as materialized (
      select at, uuid from cruds ${inOrder} offset ${limit} - 1 limit 1
    ), near_reposts as materialized (
      select r.activity_uuid, r.user_uuid, r.created_at from reposts r
      where (select of_many from way) and r.crud_expires_at > now()
        ${afterCursor(page, order, sql`(r.created_at, r.activity_uuid)`)}
        ${upToRowOf(sql`last_crud`, order, order.repostTime)}
      order by r.created_at desc, r.activity_uuid desc limit ${sql.lit(walk.reposts)}
    ), page as materialized (
      select * from cruds
      union all
      select r.activity_uuid, r.created_at, r.user_uuid from near_reposts r
        join live_activities a on a.uuid = r.activity_uuid join users u on u.uuid = a.user_uuid
      where (r.user_uuid in (select uuid from sources)) is true and ${isFirstRepost(source)}
      union all
      select repost.* from sources cross join lateral (${reposts(source, sql`sources.uuid`)} limit ${limit}) repost
      where not (select of_many from way)
      ${inOrder} limit ${limit}
    ), whole as materialized (
      select not of_many or ((select count(*) from near_reposts) < ${sql.lit(walk.reposts)} and (
        exists (select from last_crud) or (select count(*) from (${newest}) a) < ${sql.lit(walk.cruds)}
      )) as is_whole from way
    )
    select ${activityColumns(sub)}, page.at, whole.is_whole ${mutesWords(sub)},
      reposter.reposted_by
    from whole left join (
      page join live_activities a on a.uuid = page.uuid join users u on u.uuid = a.user_uuid
    ) on true left join ${reposters} on true
    order by page.at desc, a.uuid desc`.execute(db)
  if (!rows[0]?.is_whole) return null
  return rows.filter(({ uuid }) => uuid !== null)
}

/** Everybody's newest cruds after the cursor. */
const newestOfAll = (page: Page, walk: Walk) => sql`
  select * from live_activities a where a.reply_to_activity_uuid is null
    ${afterCursor(page, feedOrders.newest, sql`(a.created_at, a.uuid)`)}
  order by a.created_at desc, a.uuid desc limit ${sql.lit(walk.cruds)}`
