import { keepPlan } from '@cruddur/storage/kept-plans'
import type { ListPosition } from '@cruddur/storage/page'
import type { Db } from '@cruddur/storage/postgres'
import { type RawBuilder, sql } from 'kysely'
import { isNotBlocked } from '../../visibility/conditions.ts'
import { type Reader, readerRow } from '../../visibility/reader.ts'
import { mayMatch, rankOf, type Search } from './conditions.ts'
import { maxRanked, type Way } from './latest-matches.ts'
import { maxClauses } from './parse-search.ts'
import type { RankedPage, RankedPosition } from './ranked-cursor.ts'

/** Plans are kept for searches of up to so many words and tags, and nothing else: their texts are few. */
const maxKept = 3

const isPlain = ({ clauses, muted }: Search) =>
  !muted.hashes && clauses.every(({ kind, not }) => kind !== 'author' && !not)

/**
 * The best of the latest cruds that can match. Of an empty page it is not told how many were found.
 *
 * @param columns of `page`, of `live_activities` as `a`, and of `more`
 * @param more further tables, joined to `a`
 */
export async function selectBest<Row extends ListPosition>(
  db: Db,
  search: Search,
  { cruds, indexed }: Way,
  { limit, after }: RankedPage,
  { columns, more = sql`` }: { columns: RawBuilder<Row>; more?: RawBuilder<unknown> },
  sub: Reader,
): Promise<{ found: number; rows: (Row & { rank: number })[] }> {
  if (await isKnownEmpty(db, search, { cruds, indexed }, sub)) return { found: 0, rows: [] }
  const isKept = isPlain(search) && search.wanted.length <= maxKept
  const rank = rankOf(search)
  const ranked = rank
    ? sql`select a.uuid, a.created_at, ${rank.rank} as rank
        from latest join live_activities a using (uuid) cross join ${rank.table}`
    : sql`select uuid, created_at, 0::real as rank from latest`
  const { rows } = await sql<Row & { rank: number; found: number }>`${isKept ? keepPlan : sql``}
    with ${readerRow(sub)}, latest as materialized (
      select uuid, created_at from (${matching(search, { cruds, indexed }, sub)}) matching
      order by uuid desc limit ${sql.lit(maxRanked)}
    ), ranked as (${ranked}), page as materialized (
      select * from ranked ${afterRank(after)} order by rank desc, created_at desc, uuid desc limit ${limit}
    )
    select ${columns}, page.rank, (select count(*)::integer from latest) as found
    from page join live_activities a on a.uuid = page.uuid ${more}
    order by page.rank desc, page.created_at desc, page.uuid desc`.execute(db)
  return { found: rows[0]?.found ?? 0, rows }
}

/** Cruds that can match, in no order, by readers whom no block separates from their authors. */
function matching(search: Search, { cruds, indexed }: Way, sub: Reader): RawBuilder<unknown> {
  return sql`select a.uuid, a.created_at from ${cruds} a
    where ${mayMatch(search, indexed, sub)} and ${isNotBlocked(sub, sql`a.user_uuid`)}`
}

/**
 * Whether a search for many words is known to find nothing. To rank by many words takes several milliseconds to plan, and most such
 * searches find nothing.
 */
async function isKnownEmpty(db: Db, search: Search, way: Way, sub: Reader): Promise<boolean> {
  const { length } = search.wanted
  if (length <= maxKept || length > maxClauses || !isPlain(search)) return false
  const { rows } = await sql`${keepPlan} with ${readerRow(sub)} ${matching(search, way, sub)} limit 1`.execute(db)
  return rows.length === 0
}

/** The condition for what comes after the page's cursor, of a table that has `rank`, `created_at` and `uuid`. */
export function afterRank(after: RankedPosition | undefined) {
  return after
    ? sql`where (rank, created_at, uuid) < (${after.rank}::real, ${after.at}::timestamptz, ${after.uuid}::uuid)`
    : sql``
}
