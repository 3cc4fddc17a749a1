import type { Activity } from '@cruddur/contract/activities'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { keepPlan } from '@cruddur/storage/kept-plans'
import type { ListPosition, Page } from '@cruddur/storage/page'
import type { Db } from '@cruddur/storage/postgres'
import { type RawBuilder, sql } from 'kysely'
import { pageLimit } from '../../http/page-sql.ts'
import { activityColumns, type SealedActivity } from '../../visibility/activity-columns.ts'
import { isNotBlocked, isNotMuted } from '../../visibility/conditions.ts'
import { listUnmuted, type MaybeMuting, mutesWords } from '../../visibility/muted-words.store.ts'
import { type Listed, openPage } from '../../visibility/open-cruds.ts'
import { reader, readerRow } from '../../visibility/reader.ts'
import { feedOrders } from './feed-order.ts'
import { cruds, reposters, reposts, type Source } from './followed-cruds.ts'
import { isWorthAWalk, noWalk, usualWalk, type Walk, walkThrough } from './newest-of-all.ts'

type Row = SealedActivity & ListPosition & { reposted_by: { handle: string; display_name: string } | null }

/**
 * The feed of followed people: the reader's own cruds, those of the people they follow, and what those people reposted.
 * Cruds with a word that the reader muted are not in it. A crud has one position, which later reposts do not change, so that no page shows it twice or misses it: when it was
 * published, or first reposted by a source. Sources are the followed people whom the reader has not muted or blocked.
 *
 * @returns more than the page holds, to tell if there is a next page
 */
export async function selectFollowing(
  db: Db,
  keys: KeyRing,
  page: Page,
  sub: string,
  sort: keyof typeof feedOrders,
  walk: Walk = usualWalk,
): Promise<Listed<SealedActivity & ListPosition>[]> {
  const { rows, muted } = await listUnmuted<Row>(db, keys, sub, (muted) =>
    selectPage(db, { page, order: feedOrders[sort], sub, muted }, walk),
  )
  return openPage(keys, rows.map(withoutNull), page, muted)
}

/** The contract names nobody where nobody reposted. */
function withoutNull(row: Row): Omit<Row, 'reposted_by'> & Pick<Activity, 'reposted_by'> {
  return Object.assign(row, { reposted_by: row.reposted_by ?? undefined })
}

/**
 * Looks at each person. The cost grows with the number of people followed and the size of the page, not with how much those people
 * wrote:
 * 1. `first_cruds`: the next crud of each person. Only the `limit` people whose crud comes first can be on the page.
 * 2. `cruds`: the next `limit` cruds of each of them, none after the last crud of step 1.
 * 3. `first_reposts`, `reposts_of_page`: reposts in the same two steps, none after the last crud of step 2.
 *
 * The newest cruds and reposts of everybody are looked through first, where that is likely to be enough: see `newest-of-all.ts`.
 */
async function selectPage(db: Db, source: Source, walk: Walk): Promise<MaybeMuting<Row>[]> {
  const { page, order, sub } = source
  const limit = pageLimit(page)
  const inOrder = sql`order by at ${order.direction}, uuid ${order.direction}`
  const lastOfFull = (table: RawBuilder<unknown>) =>
    sql`select at, uuid from ${table} ${inOrder} offset ${limit} - 1 limit 1`
  const newest = isWorthAWalk(source) ? walkThrough(source, walk) : noWalk
  const { rows } = await sql<MaybeMuting<Row>>`${keepPlan}
    with ${readerRow(sub)}, sources as materialized (
      select u.uuid from (select followed_uuid as uuid from follows where follower_uuid = ${reader}) u
      where ${isNotBlocked(sub)} and ${isNotMuted(sub)}
    ), people as materialized (
      select uuid from sources union all select uuid from reader
    ) ${newest.cruds}, first_cruds as materialized (
      select person.uuid as author_uuid, crud.at, crud.uuid
      from people person cross join lateral (${cruds(source, sql`person.uuid`)} limit 1) crud
      where ${newest.lacksCruds}
      ${inOrder} limit ${limit}
    ), last_first_crud as materialized (${lastOfFull(sql`first_cruds`)}
    ), cruds as materialized (
      select uuid, at, null::uuid as reposter_uuid from (
        ${newest.foundCruds}
        select crud.uuid, crud.at
        from first_cruds cross join lateral (
          ${cruds(source, sql`first_cruds.author_uuid`, sql`last_first_crud`)} limit ${limit}
        ) crud
      ) found
      ${inOrder} limit ${limit}
    ), last_crud as materialized (${lastOfFull(sql`cruds`)}
    ) ${newest.reposts}, first_reposts as materialized (
      select repost.*
      from sources cross join lateral (${reposts(source, sql`sources.uuid`)} limit 1) repost
      where ${newest.lacksReposts}
      ${inOrder} limit ${limit}
    ), reposts_of_page as (
      ${newest.foundReposts}
      select repost.*
      from first_reposts cross join lateral (
        ${reposts(source, sql`first_reposts.reposter_uuid`)} limit ${limit}
      ) repost
    ), page as (
      select * from cruds union all select * from reposts_of_page ${inOrder} limit ${limit}
    )
    select ${activityColumns(sub)}, page.at ${mutesWords(sub)},
      reposter.reposted_by
    from page join live_activities a on a.uuid = page.uuid join users u on u.uuid = a.user_uuid
      left join ${reposters} on true
    order by page.at ${order.direction}, a.uuid ${order.direction}`.execute(db)
  return rows
}
