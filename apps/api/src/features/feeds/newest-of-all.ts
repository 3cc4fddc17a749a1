import { type RawBuilder, sql } from 'kysely'
import { pageLimit } from '../../http/page-sql.ts'
import { hasNoMutedWord } from '../../visibility/conditions.ts'
import { afterCursor, feedOrders, upToRowOf } from './feed-order.ts'
import { isFirstRepost, type Source } from './followed-cruds.ts'

/**
 * A walk through everybody's newest cruds and reposts, of which those of followed people are taken. A row that is passed costs an
 * eighth of a look at a person, so for many people of whom some have just published it finds a page sooner.
 */
export type Walk = {
  /** From so many sources on: a look at each of fewer people costs less than the walk. */
  manySources: number
  /** One of the first so many cruds must be by a source. Otherwise strangers have published much, and the walk would be in vain. */
  first: number
  /** Most rows that are walked through. More would cost more than a look at each of 200 people. */
  cruds: number
  reposts: number
}
export const usualWalk: Walk = { manySources: 60, first: 300, cruds: 1_500, reposts: 1_000 }

/**
 * Longer pages would need a longer walk, and PostgreSQL, which can't know how far it goes, then chooses a plan that reads whole
 * tables: 130 ms for a page of 100.
 */
const longestPage = 20

/** Whether a page is worth a walk: it is in the order of the walk, and short. */
export const isWorthAWalk = ({ page, order }: Source): boolean =>
  order === feedOrders.newest && page.limit <= longestPage

/**
 * The parts that a walk adds to the statement of a page: tables, conditions for looking at each person after all, and what it found, each with the
 * "union all" that joins it to what a look at each person finds.
 */
export type WalkSql = Record<
  'cruds' | 'lacksCruds' | 'foundCruds' | 'reposts' | 'lacksReposts' | 'foundReposts',
  RawBuilder<unknown>
>

export const noWalk: WalkSql = {
  cruds: sql``,
  lacksCruds: sql`true`,
  foundCruds: sql``,
  reposts: sql``,
  lacksReposts: sql`true`,
  foundReposts: sql``,
}

/** The walk of a statement that has the tables `sources`, `people` and `last_crud`. What it finds is a full page, or is left aside. */
export function walkThrough(source: Source, walk: Walk): WalkSql {
  const { page, order, muted } = source
  const limit = pageLimit(page)
  const newest = (most: number) => sql`
    select * from live_activities a where a.reply_to_activity_uuid is null
      ${afterCursor(page, order, sql`(a.created_at, a.uuid)`)}
    order by a.created_at desc, a.uuid desc limit ${sql.lit(most)}`
  return {
    cruds: sql`, walk as materialized (
      select (select count(*) from sources) >= ${sql.lit(walk.manySources)}
        and exists (select from (${newest(walk.first)}) a where a.user_uuid in (select uuid from sources)) as pays
    ), newest_cruds as materialized (
      select a.uuid, a.created_at as at from (${newest(walk.cruds)}) a
      where (select pays from walk) and (a.user_uuid in (select uuid from people)) is true and ${hasNoMutedWord(muted)}
      order by a.created_at desc, a.uuid desc limit ${limit}
    ), found_cruds as materialized (
      select count(*) = ${limit} as are_enough from newest_cruds
    )`,
    lacksCruds: sql`not (select are_enough from found_cruds)`,
    foundCruds: sql`select uuid, at from newest_cruds where (select are_enough from found_cruds) union all`,
    reposts: sql`, newest_reposts as materialized (
      select r.activity_uuid, r.user_uuid, r.created_at from reposts r
      where (select pays from walk) and r.crud_expires_at > now()
        ${afterCursor(page, order, sql`(r.created_at, r.activity_uuid)`)}
        ${upToRowOf(sql`last_crud`, order, order.repostTime)}
      order by r.created_at desc, r.activity_uuid desc limit ${sql.lit(walk.reposts)}
    ), found_reposts as materialized (
      select pays and (select count(*) from newest_reposts) < ${sql.lit(walk.reposts)} as are_all from walk
    )`,
    lacksReposts: sql`not (select are_all from found_reposts)`,
    foundReposts: sql`
      select r.activity_uuid as uuid, r.created_at as at, r.user_uuid as reposter_uuid from newest_reposts r
        join live_activities a on a.uuid = r.activity_uuid
      where (select are_all from found_reposts) and (r.user_uuid in (select uuid from sources)) is true
        and ${isFirstRepost(source)}
      union all`,
  }
}
