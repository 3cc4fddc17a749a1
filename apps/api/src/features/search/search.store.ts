import type { Activity } from '@cruddur/contract/activities'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { activityColumns } from '../../visibility/activity-columns.ts'
import { isNotBlocked } from '../../visibility/conditions.ts'
import { type Reader, readerRow } from '../../visibility/reader.ts'
import { matches, rankOf } from './conditions.ts'
import type { Clause } from './parse-search.ts'
import type { RankedPage, RankedPosition } from './ranked-cursor.ts'

/** Of the cruds that match, this many of the latest are ranked, so that a search for a common word stays quick. */
const maxRanked = 2_000

/** The cruds and replies that match, best first, one more than the page holds. */
export async function selectMatches(
  db: Db,
  clauses: Clause[],
  { limit, after }: RankedPage,
  sub: Reader,
): Promise<(Activity & RankedPosition)[]> {
  const { rows } = await sql<Activity & RankedPosition>`
    with ${readerRow(sub)}, latest as (
      select a.uuid, a.created_at, ${rankOf(clauses)} as rank from live_activities a join users u on u.uuid = a.user_uuid
      where ${matches(clauses, sub)} and ${isNotBlocked(sub)}
      order by a.uuid desc limit ${maxRanked}
    ), page as materialized (
      select * from latest ${afterRank(after)} order by rank desc, created_at desc, uuid desc limit ${limit + 1}
    )
    select ${activityColumns(sub)}, page.rank, page.created_at as at
    from page join live_activities a on a.uuid = page.uuid join users u on u.uuid = a.user_uuid
    order by page.rank desc, page.created_at desc, page.uuid desc`.execute(db)
  return rows
}

/** The condition for what comes after the page's cursor, of a table that has `rank`, `created_at` and `uuid`. */
export function afterRank(after: RankedPosition | undefined) {
  return after
    ? sql`where (rank, created_at, uuid) < (${after.rank}::real, ${after.at}::timestamptz, ${after.uuid}::uuid)`
    : sql``
}
