import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { openWordsOf, type SealedRow } from '@cruddur/storage/cruds/sealed-cruds'
import { keepPlan } from '@cruddur/storage/kept-plans'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { activityColumns, type SealedActivity } from '../../visibility/activity-columns.ts'
import { isNotBlocked } from '../../visibility/conditions.ts'
import { selectMuted } from '../../visibility/muted-words.store.ts'
import { type Listed, openList } from '../../visibility/open-cruds.ts'
import { type Reader, readerRow } from '../../visibility/reader.ts'
import { type Candidates, maxRanked, selectCandidates } from './candidates.store.ts'
import { namesAuthor, type Search, searchOf } from './conditions.ts'
import type { Clause } from './parse-search.ts'
import type { RankedPage, RankedPosition } from './ranked-cursor.ts'
import { areTold, matchesWordings } from './wordings.ts'

type Found = Pick<Candidates, 'uuids' | 'ranks'>
type Ranked = SealedActivity & RankedPosition

/**
 * The cruds and replies that match, best first, one more than the page holds. The database finds candidates by hashes of words, and
 * ranks them. Where hashes do not tell all, they are opened until the page is full, to leave out those with the words in another order.
 */
export async function selectMatches(
  db: Db,
  keys: KeyRing,
  clauses: Clause[],
  { limit, after }: RankedPage,
  sub: Reader,
): Promise<Listed<Ranked>[]> {
  const search = searchOf(keys, clauses, await selectMuted(db, keys, sub))
  const most = limit + 1
  const areMatches = areTold(search.wordings)
  const candidates = await selectCandidates(db, search, { limit: areMatches ? most : maxRanked, after }, sub)
  const found = areMatches ? candidates : await openUntil(most, db, keys, search, candidates)
  const rows = await selectRanked(db, found, sub)
  return openList(keys, rows, namesAuthor(search) ? undefined : search.muted)
}

/** The first `most` candidates that match. Each time twice as many are opened, the most likely to be enough first. */
async function openUntil(
  most: number,
  db: Db,
  keys: KeyRing,
  { wordings }: Search,
  { uuids, ranks }: Candidates,
): Promise<Found> {
  const places: number[] = []
  for (let from = 0, size = 2 * most; from < uuids.length && places.length < most; from += size, size *= 2) {
    const sealed = await selectSealed(db, uuids.slice(from, from + size))
    const matching = new Set(
      sealed
        .filter((row) => {
          const message = openWordsOf(keys, row)
          return message !== undefined && matchesWordings(message, wordings)
        })
        .map(({ uuid }) => uuid),
    )
    for (let n = from; n < from + size; n++) if (matching.has(uuids[n] ?? '')) places.push(n)
  }
  const first = places.slice(0, most)
  return { uuids: first.map((n) => uuids[n] as string), ranks: first.map((n) => ranks[n] as number) }
}

/** The sealed words of cruds, in no order. Shows nothing: what matches is read again for its reader. */
async function selectSealed(db: Db, uuids: string[]): Promise<SealedRow[]> {
  const { rows } = await sql<SealedRow>`${keepPlan}
    select uuid, sealed from live_activities where uuid = any (${uuids}::uuid[])`.execute(db)
  return rows
}

/** Cruds that were found, as the reader sees them, in the same order. */
async function selectRanked(db: Db, { uuids, ranks }: Found, sub: Reader): Promise<Ranked[]> {
  if (uuids.length === 0) return []
  const { rows } = await sql<Ranked>`${keepPlan}
    with ${readerRow(sub)}
    select ${activityColumns(sub)}, found.rank, a.created_at as at
    from unnest(${uuids}::uuid[], ${ranks}::real[]) with ordinality as found (uuid, rank, place)
      join live_activities a on a.uuid = found.uuid join users u on u.uuid = a.user_uuid
    where ${isNotBlocked(sub)} order by found.place`.execute(db)
  return rows
}
