import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { openWordsOf, type SealedRow } from '@cruddur/storage/cruds/sealed-cruds'
import { keepPlan } from '@cruddur/storage/kept-plans'
import type { ListPosition } from '@cruddur/storage/page'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { activityColumns, type SealedActivity } from '../../visibility/activity-columns.ts'
import { isNotBlocked } from '../../visibility/conditions.ts'
import { listUnmuted, type MaybeMuting, mutesWords, selectMuted } from '../../visibility/muted-words.store.ts'
import { type Listed, openList } from '../../visibility/open-cruds.ts'
import { type Reader, readerRow } from '../../visibility/reader.ts'
import { selectBest } from './best-matches.store.ts'
import { namesAuthor, type Search, searchOf } from './conditions.ts'
import { findLatest, maxRanked } from './latest-matches.ts'
import type { Clause } from './parse-search.ts'
import type { RankedPage, RankedPosition } from './ranked-cursor.ts'
import type { Sample } from './sample.store.ts'
import { areTold, matchesWordings } from './wordings.ts'

/** What a search needs: `sampled` gives the latest cruds, which show how common words are. */
export type Searched = { db: Db; keys: KeyRing; sampled: () => Promise<Sample> }

type Ranked = SealedActivity & RankedPosition
type Candidate = SealedRow & RankedPosition

/** Candidates that are read at first, for each that is wanted. Of phrases of common words about a tenth matches. */
const candidatesOfOne = 16

/**
 * The cruds and replies that match, best first, one more than the page holds. The database finds candidates by hashes of words, and
 * ranks them. Where hashes do not tell all, they are opened until the page is full, to leave out those with the words in another order.
 */
export async function selectMatches(
  searched: Searched,
  clauses: Clause[],
  { limit, after }: RankedPage,
  sub: Reader,
): Promise<Listed<Ranked>[]> {
  const { keys } = searched
  const search = searchOf(keys, clauses)
  const read = areTold(search.wordings) ? readBest : readOpened
  const { rows, muted } = await read(searched, search, { limit: limit + 1, after }, sub)
  return openList(keys, rows, namesAuthor(search) ? undefined : muted)
}

/** When the next of all cruds ends. Null if there is none. */
export async function selectFirstEnd(db: Db): Promise<string | null> {
  const { rows } = await sql<{ first_end: string | null }>`${keepPlan}
    select min(expires_at) as first_end from live_activities`.execute(db)
  return rows[0]?.first_end ?? null
}

const authors = sql`join users u on u.uuid = a.user_uuid`

/** Where hashes tell all. */
function readBest({ db, keys, sampled }: Searched, search: Search, page: RankedPage, sub: Reader) {
  const columns = sql<MaybeMuting<SealedActivity & ListPosition>>`
    ${activityColumns(sub)}, page.created_at as at ${mutesWords(sub)}`
  return listUnmuted(db, keys, sub, async (muted) => {
    const { rows } = await findLatest(search, sampled, (way) =>
      selectBest(db, { ...search, muted }, way, page, { columns, more: authors }, sub),
    )
    return rows
  })
}

/** Where they don't: candidates are opened, the best first, until the page is full. */
async function readOpened({ db, keys, sampled }: Searched, search: Search, page: RankedPage, sub: Reader) {
  const muted = await selectMuted(db, keys, sub)
  const columns = sql<SealedRow & ListPosition>`a.uuid, a.sealed, page.created_at as at`
  const matching: Candidate[] = []
  let { after } = page
  for (const limit of [candidatesOfOne * page.limit, maxRanked]) {
    const { rows } = await findLatest(search, sampled, (way) =>
      selectBest(db, { ...search, muted }, way, { limit, after }, { columns }, sub),
    )
    for (const row of rows) if (matching.length < page.limit && isMatch(keys, row, search)) matching.push(row)
    after = rows.at(-1)
    if (matching.length === page.limit || rows.length < limit) break
  }
  return { rows: await selectRanked(db, matching, sub), muted }
}

function isMatch(keys: KeyRing, row: SealedRow, { wordings }: Search): boolean {
  const message = openWordsOf(keys, row)
  return message !== undefined && matchesWordings(message, wordings)
}

/** Cruds that were found, as the reader sees them, in the same order. */
async function selectRanked(db: Db, found: Candidate[], sub: Reader): Promise<Ranked[]> {
  if (found.length === 0) return []
  const [uuids, ranks] = [found.map(({ uuid }) => uuid), found.map(({ rank }) => rank)]
  const { rows } = await sql<Ranked>`${keepPlan}
    with ${readerRow(sub)}
    select ${activityColumns(sub)}, found.rank, a.created_at as at
    from unnest(${uuids}::uuid[], ${ranks}::real[]) with ordinality as found (uuid, rank, place)
      join live_activities a on a.uuid = found.uuid join users u on u.uuid = a.user_uuid
    where ${isNotBlocked(sub)} order by found.place`.execute(db)
  return rows
}
