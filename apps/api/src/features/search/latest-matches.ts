import type { Entry } from '@cruddur/storage/cruds/keyed-hashes'
import { type RawBuilder, sql } from 'kysely'
import { namesAuthor, type Search } from './conditions.ts'
import { type Sample, sharesOf } from './sample.store.ts'

/** Of the cruds that can match, this many of the latest are ranked, so that a search for a common word stays quick. */
export const maxRanked = 1_000

/** Most words that are looked up in the index. The others are compared with the cruds that these find. */
const maxIndexed = 3
/** Most cruds that are looked at one after the other. It takes 0.1 to 0.2 s. */
const maxWindow = 50_000
/** A window is so many times as long as the sample suggests. */
const windowMargin = 4
/** To go past an entry in the index takes this share of the time of looking at a crud. */
const costOfEntry = 0.12

/** Where cruds are looked for: among which, and what of the search all of these have. */
export type Way = { cruds: RawBuilder<unknown>; indexed: readonly Entry[][] }

const live = sql`live_activities`

/**
 * Finds the latest cruds that can match. Where words are common, one crud after the other is looked at, from the latest on, until
 * enough have them: the index would find them in no order, and all there are. Both ways find the same cruds. Only several very
 * common words that are seldom together are looked for in the latest cruds alone.
 *
 * @param find also tells how many cruds it found, of at most `maxRanked`
 */
export async function findLatest<Found extends { found: number }>(
  search: Search,
  sampled: () => Promise<Sample>,
  find: (way: Way) => Promise<Found>,
): Promise<Found> {
  // An author's cruds are few, and nothing but words is in the index.
  if (search.wanted.length === 0 || namesAuthor(search)) return find({ cruds: live, indexed: [] })
  const sample = await sampled()
  const { shares, shareOfAll } = sharesOf(sample, search)
  const byShare = search.wanted.map((entries, n) => ({ entries, share: shares[n] ?? 0 }))
  byShare.sort((one, other) => one.share - other.share)
  const rarest = byShare.slice(0, maxIndexed)
  // The index goes past as many entries of each word as the rarest has. The window must hold `maxRanked` cruds that match.
  const passed = costOfEntry * rarest.flatMap(({ entries }) => entries).length * (rarest[0]?.share ?? 0)
  const lookedAt = { byIndex: sample.cruds * (shareOfAll + passed), inWindow: maxRanked / shareOfAll }
  const isIndexSlow = lookedAt.byIndex > maxWindow
  if (isIndexSlow || lookedAt.inWindow < lookedAt.byIndex) {
    const window = Math.min(maxWindow, Math.ceil(windowMargin * lookedAt.inWindow))
    const latest = sql`(select * from live_activities order by uuid desc limit ${window})`
    const candidates = await find({ cruds: latest, indexed: [] })
    if (isIndexSlow || candidates.found === maxRanked) return candidates
  }
  const indexed = rarest.map(({ entries }) => entries)
  return find({ cruds: byIndex(indexed, search), indexed })
}

/** Days of one look into the index. Each look also goes through the new hashes that wait to be merged into it, up to 1 MB. */
const daysOfLook = 7

/**
 * Living cruds that have one of each of these entries, a few days of ending at a time. All days in one look take the index two to three
 * times as long, since it compares each crud that it passes with the hashes of every day.
 */
function byIndex(indexed: readonly Entry[][], { hashes }: Search): RawBuilder<unknown> {
  const days = sql.join(indexed.map((entries) => sql`${hashes.byDays(entries, daysOfLook)}::text[]`))
  const columns = indexed.map((_, n) => sql.id(`hashes${n}`))
  const hasAll = sql.join(
    columns.map((column) => sql`l.words && look.${column}::bigint[]`),
    sql` and `,
  )
  return sql`(
    select found.* from unnest(${days}) as look (${sql.join(columns)})
      cross join lateral (select * from live_activities l where ${hasAll} offset 0) found
  )`
}
