import type { Activity } from '@cruddur/contract/activities'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { openCruds, openWordsOf, type SealedRow } from '@cruddur/storage/cruds/sealed-cruds'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { activityColumns, type SealedActivity } from '../../visibility/activity-columns.ts'
import { isNotBlocked } from '../../visibility/conditions.ts'
import { hasMutedPhrase, selectMuted } from '../../visibility/muted-words.store.ts'
import { type Reader, reader, readerRow } from '../../visibility/reader.ts'
import { mayMatch, rankOf, type Search, searchOf } from './conditions.ts'
import type { Clause } from './parse-search.ts'
import type { RankedPage, RankedPosition } from './ranked-cursor.ts'
import { matchesWordings } from './wordings.ts'

/** Of the cruds that can match, this many of the latest are ranked, so that a search for a common word stays quick. */
const maxRanked = 2_000

type Candidate = SealedRow & RankedPosition & { own: boolean | null }

/**
 * The cruds and replies that match, best first, one more than the page holds. The database finds candidates by hashes of words, and
 * ranks them. They are opened until the page is full, to leave out those with the words in another order.
 */
export async function selectMatches(
  db: Db,
  keys: KeyRing,
  clauses: Clause[],
  { limit, after }: RankedPage,
  sub: Reader,
): Promise<(Activity & RankedPosition)[]> {
  const search = searchOf(keys, clauses, await selectMuted(db, keys, sub))
  const namesAuthor = clauses.some(({ kind, not }) => kind === 'author' && !not)
  const isMatch = (candidate: Candidate) => {
    const message = openWordsOf(keys, candidate)
    if (message === undefined || !matchesWordings(message, search.wordings)) return false
    return candidate.own || namesAuthor || !hasMutedPhrase(message, search.muted)
  }
  const found: Candidate[] = []
  // Without words in a row the first batch is the page.
  const inOrder = search.wordings.some(({ words }) => words.length > 1)
  for (let from = after, size = inOrder ? maxRanked : limit + 1; found.length <= limit; size = maxRanked) {
    const candidates = await selectCandidates(db, search, { limit: size, after: from }, sub)
    for (const candidate of candidates) if (found.length <= limit && isMatch(candidate)) found.push(candidate)
    if (candidates.length < size) break
    from = candidates.at(-1)
  }
  return selectRanked(db, keys, found, sub)
}

/** The next candidates in order, at most `limit`. */
async function selectCandidates(
  db: Db,
  search: Search,
  { limit, after }: RankedPage,
  sub: Reader,
): Promise<Candidate[]> {
  const { table, rank } = rankOf(search)
  const { rows } = await sql<Candidate>`
    with ${readerRow(sub)}, latest as (
      select a.uuid, a.sealed, a.user_uuid, a.created_at, ${rank} as rank
      from live_activities a join users u on u.uuid = a.user_uuid cross join ${table}
      where ${mayMatch(search, sub)} and ${isNotBlocked(sub)}
      order by a.uuid desc limit ${maxRanked}
    )
    select uuid, sealed, rank, created_at as at, user_uuid = ${reader} as own
    from latest ${afterRank(after)} order by rank desc, created_at desc, uuid desc limit ${limit}`.execute(db)
  return rows
}

/** Cruds that were found, as the reader sees them, in the same order. */
async function selectRanked(
  db: Db,
  keys: KeyRing,
  found: readonly Candidate[],
  sub: Reader,
): Promise<(Activity & RankedPosition)[]> {
  if (found.length === 0) return []
  const { rows } = await sql<SealedActivity & RankedPosition>`
    with ${readerRow(sub)}
    select ${activityColumns(sub)}, found.rank, a.created_at as at
    from unnest(${found.map(({ uuid }) => uuid)}::uuid[], ${found.map(({ rank }) => rank)}::real[])
      with ordinality as found (uuid, rank, place)
      join live_activities a on a.uuid = found.uuid join users u on u.uuid = a.user_uuid
    where ${isNotBlocked(sub)} order by found.place`.execute(db)
  return openCruds(keys, rows)
}

/** The condition for what comes after the page's cursor, of a table that has `rank`, `created_at` and `uuid`. */
export function afterRank(after: RankedPosition | undefined) {
  return after
    ? sql`where (rank, created_at, uuid) < (${after.rank}::real, ${after.at}::timestamptz, ${after.uuid}::uuid)`
    : sql``
}
