import type { Entry } from '@cruddur/storage/cruds/keyed-hashes'
import { keepPlan } from '@cruddur/storage/kept-plans'
import type { Db } from '@cruddur/storage/postgres'
import { type RawBuilder, sql } from 'kysely'
import { isNotBlocked } from '../../visibility/conditions.ts'
import { hasHashOf } from '../../visibility/crud-hashes.ts'
import { type Reader, readerRow } from '../../visibility/reader.ts'
import { mayMatch, namesAuthor, rankOf, type Search } from './conditions.ts'
import type { RankedPage, RankedPosition } from './ranked-cursor.ts'

/** Of the cruds that can match, this many of the latest are ranked, so that a search for a common word stays quick. */
export const maxRanked = 1_000

/** So many of the latest cruds show how common words are. */
const sampleSize = 200
/** Most words that are looked up in the index. The others are compared with the cruds that these find. */
const maxIndexed = 3
/** Most cruds that are looked at one after the other. It takes 0.1 to 0.2 s. */
const maxWindow = 50_000
/** A window is so many times as long as the sample suggests. */
const windowMargin = 4
/** To go past an entry in the index takes this share of the time of looking at a crud. */
const costOfEntry = 0.12
/** Plans are kept for searches of up to so many words and tags, and nothing else: their texts are few. */
const maxKept = 3

/** Cruds that can match, best first, and of how many the best were taken. */
export type Candidates = { found: number; uuids: string[]; ranks: number[] }

/**
 * The best of the latest cruds that can match. Where words are common, one crud after the other is looked at, from the latest on, until
 * enough have them: the index would find them in no order, and all there are. Both ways find the same cruds. Only several very
 * common words that are seldom together are looked for in the latest cruds alone.
 */
export async function selectCandidates(db: Db, search: Search, page: RankedPage, sub: Reader): Promise<Candidates> {
  // An author's cruds are few, and nothing but words is in the index.
  if (search.wanted.length === 0 || namesAuthor(search)) return selectFrom(live, db, search, [], page, sub)
  const { cruds, shares, shareOfAll } = await selectShares(db, search)
  const byShare = search.wanted.map((entries, n) => ({ entries, share: shares[n] ?? 0 }))
  byShare.sort((one, other) => one.share - other.share)
  const rarest = byShare.slice(0, maxIndexed)
  // The index goes past as many entries of each word as the rarest has. The window must hold `maxRanked` cruds that match.
  const passed = costOfEntry * rarest.flatMap(({ entries }) => entries).length * (rarest[0]?.share ?? 0)
  const lookedAt = { byIndex: cruds * (shareOfAll + passed), inWindow: maxRanked / shareOfAll }
  const isIndexSlow = lookedAt.byIndex > maxWindow
  if (isIndexSlow || lookedAt.inWindow < lookedAt.byIndex) {
    const window = Math.min(maxWindow, Math.ceil(windowMargin * lookedAt.inWindow))
    const latest = sql`(select * from live_activities order by uuid desc limit ${window})`
    const candidates = await selectFrom(latest, db, search, [], page, sub)
    if (isIndexSlow || candidates.found === maxRanked) return candidates
  }
  const indexed = rarest.map(({ entries }) => entries)
  return selectFrom(live, db, search, indexed, page, sub)
}

const live = sql`live_activities`

/** How many cruds there are, about, and which share of the latest has each of what is wanted, and all of it. */
type Shares = { cruds: number; shares: number[]; shareOfAll: number }

async function selectShares(db: Db, { wanted, hash }: Search): Promise<Shares> {
  const conditions = wanted.map((entries) => sql`coalesce(${hasHashOf(hash(entries))}, false)`)
  const { rows } = await sql<Shares>`${keepPlan}
    select (select reltuples from pg_class where oid = 'activities'::regclass) as cruds,
      array[${sql.join(conditions.map(shareOf))}] as shares, ${shareOf(sql.join(conditions, sql` and `))} as "shareOfAll"
    from (select * from live_activities order by uuid desc limit ${sql.lit(sampleSize)}) a`.execute(db)
  return rows[0] as Shares
}

const shareOf = (condition: RawBuilder<unknown>) =>
  sql`(count(*) filter (where ${condition}))::real / greatest(count(*), 1)::real`

async function selectFrom(
  cruds: RawBuilder<unknown>,
  db: Db,
  search: Search,
  indexed: readonly Entry[][],
  { limit, after }: RankedPage,
  sub: Reader,
): Promise<Candidates> {
  const { clauses, wanted, muted } = search
  const isPlain = clauses.every(({ kind, not }) => kind !== 'author' && !not)
  const isKept = isPlain && wanted.length <= maxKept && !muted.hashes
  const { table, rank } = rankOf(search)
  // Else the planner, which can't tell how common a word is, may look for it in every crud from the latest on.
  const usesIndex = indexed.length > 0 ? sql`offset 0` : sql``
  const { rows } = await sql<Candidates>`${isKept ? keepPlan : sql``}
    with ${readerRow(sub)}, latest as materialized (
      select uuid from (select a.uuid from ${cruds} a where ${mayMatch(search, indexed, sub)} and ${isNotBlocked(sub, sql`a.user_uuid`)} ${usesIndex}) matching
      order by uuid desc limit ${sql.lit(maxRanked)}
    ), ranked as (
      select a.uuid, a.created_at, ${rank} as rank from latest join live_activities a using (uuid) cross join ${table}
    ), page as (
      select * from ranked ${afterRank(after)} order by rank desc, created_at desc, uuid desc limit ${limit}
    )
    select (select count(*)::integer from latest) as found,
      coalesce(array_agg(uuid order by rank desc, created_at desc, uuid desc), '{}') as uuids,
      coalesce(array_agg(rank order by rank desc, created_at desc, uuid desc), '{}') as ranks
    from page`.execute(db)
  return rows[0] as Candidates
}

/** The condition for what comes after the page's cursor, of a table that has `rank`, `created_at` and `uuid`. */
export function afterRank(after: RankedPosition | undefined) {
  return after
    ? sql`where (rank, created_at, uuid) < (${after.rank}::real, ${after.at}::timestamptz, ${after.uuid}::uuid)`
    : sql``
}
