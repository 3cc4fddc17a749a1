import { keepPlan } from '@cruddur/storage/kept-plans'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import type { Search } from './conditions.ts'

/** One of so many of the latest cruds shows how common words are: neighbours may be alike, as when one program writes them. */
const sampled = { of: 10_000, oneOf: 50 }
/** So long a sample is used. It changes only how cruds are looked for, never what is found. */
export const sampleKeptMs = 5_000

/** The hashes of some of the latest cruds, and how many cruds there are, about. */
export type Sample = { cruds: number; latest: { day: string; words: Set<string> }[] }

/** Gives a sample that is at most some seconds old. Nothing of it stays in memory for longer. */
export function createSampling(db: Db): () => Promise<Sample> {
  let kept: Promise<Sample> | undefined
  const forget = () => {
    kept = undefined
  }
  return () => {
    if (!kept) {
      kept = selectSample(db)
      kept.then(() => setTimeout(forget, sampleKeptMs).unref(), forget)
    }
    return kept
  }
}

async function selectSample(db: Db): Promise<Sample> {
  const { rows } = await sql<{ cruds: number; day: string; words: string }>`${keepPlan}
    select (select reltuples from pg_class where oid = 'activities'::regclass) as cruds,
      ending_day(expires_at)::text as day, array_to_string(words, ' ') as words
    from (
      select *, row_number() over () as place
      from (select expires_at, words from live_activities order by uuid desc limit ${sql.lit(sampled.of)}) latest
    ) placed where place % ${sql.lit(sampled.oneOf)} = 1`.execute(db)
  return {
    cruds: rows[0]?.cruds ?? 0,
    latest: rows.map(({ day, words }) => ({ day, words: new Set(words.split(' ')) })),
  }
}

/** Which share of the latest cruds has each of what a search wants, and all of it. */
export function sharesOf({ latest }: Sample, { wanted, hashes }: Search): { shares: number[]; shareOfAll: number } {
  const counts = wanted.map(() => 0)
  let all = 0
  const days = new Set(latest.map(({ day }) => day))
  const onDay = new Map(
    [...days].map((day) => [day, wanted.map((entries) => entries.map((entry) => hashes.onDay(day, entry) ?? ''))]),
  )
  for (const { day, words } of latest) {
    const has = (onDay.get(day) ?? []).map((ofWanted) => ofWanted.some((hash) => words.has(hash)))
    for (const [n, isThere] of has.entries()) if (isThere) counts[n] = (counts[n] ?? 0) + 1
    if (has.every(Boolean)) all++
  }
  const size = Math.max(1, latest.length)
  return { shares: counts.map((count) => count / size), shareOfAll: all / size }
}
