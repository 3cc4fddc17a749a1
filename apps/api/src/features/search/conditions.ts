import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { entriesOfBeginning, occurrencesOf, tagEntry } from '@cruddur/storage/cruds/crud-entries'
import { type Entry, type EntryHashes, hashAll } from '@cruddur/storage/cruds/keyed-hashes'
import { type RawBuilder, sql } from 'kysely'
import { hasNoMutedWord, isNotMuted } from '../../visibility/conditions.ts'
import { hasHashOf } from '../../visibility/crud-hashes.ts'
import { type MutedWords, mutesNothing } from '../../visibility/muted-words.store.ts'
import type { Reader } from '../../visibility/reader.ts'
import type { Clause } from './parse-search.ts'
import { type Wording, wordingsOf } from './wordings.ts'

/** A search as it is asked of the database. */
export type Search = {
  clauses: Clause[]
  wordings: Wording[]
  /** What a crud must have, each as the entries of which it must have one. */
  wanted: Entry[][]
  /** What the reader muted: nothing, until it was read. */
  muted: MutedWords
  /** The hashes of the search's entries. */
  hashes: EntryHashes
}

export function searchOf(keys: KeyRing, clauses: Clause[]): Search {
  const wordings = wordingsOf(clauses)
  const tags = textsOf(clauses, 'tag', false).map((tag) => [tagEntry(tag)])
  const wanted = [...wordings.filter(({ not }) => !not).flatMap(entriesOfWording), ...tags]
  const unwanted = [...wordings.flatMap(entryOfUnwanted), ...textsOf(clauses, 'tag', true).map(tagEntry)]
  const ranked = rankedWords(wordings).flatMap(occurrencesOf)
  const entries = [...new Set([...wanted.flat(), ...unwanted, ...ranked])]
  return { clauses, wordings, wanted, muted: mutesNothing, hashes: hashAll(keys, entries) }
}

/** Of several words each must be there. Whether they are in a row is seen when the crud is opened. */
function entriesOfWording({ words, beginning }: Wording): Entry[][] {
  return words.map((word, n) =>
    beginning && n === words.length - 1 ? entriesOfBeginning(word) : [`word:${word}` as const],
  )
}

/** Of several words, which must not be in a row, each may be there. */
function entryOfUnwanted({ words: [first, ...others], not }: Wording): Entry[] {
  return not && first && others.length === 0 ? [`word:${first}`] : []
}

/** Whether the search names authors whose cruds it is for. It finds them even if they are muted, and with words that are. */
export function namesAuthor({ clauses }: Search): boolean {
  return textsOf(clauses, 'author', false).length > 0
}

/**
 * The condition that a crud `a` can match every clause, as far as hashes tell: they know nothing of the order of words. A
 * clause without a word in it, such as `!?`, is ignored, but a search of nothing else finds nothing.
 *
 * @param indexed those of `wanted` that all cruds have, because they were found by them
 */
export function mayMatch(search: Search, indexed: readonly Entry[][], sub: Reader): RawBuilder<unknown> {
  const { clauses, wordings, wanted, muted, hashes } = search
  const [authors, others] = [textsOf(clauses, 'author', false), textsOf(clauses, 'author', true)]
  const unwanted = [...wordings.flatMap(entryOfUnwanted), ...textsOf(clauses, 'tag', true).map(tagEntry)]
  const conditions = [
    ...wanted.filter((entries) => !indexed.includes(entries)).map((entries) => hasHashOf(hashes.byDay(entries))),
    ...unwanted.map((entry) => sql`not ${hasHashOf(hashes.byDay([entry]))}`),
    ...(authors.length > 0 ? [sql`a.user_uuid = any (${uuidsOf(authors)})`] : []),
    ...(others.length > 0 ? [sql`a.user_uuid <> all (${uuidsOf(others)})`] : []),
  ]
  if (wordings.length === 0 && conditions.length === 0 && indexed.length === 0) return sql`false`
  const unmuted = namesAuthor(search) ? [] : [isNotMuted(sub, author), hasNoMutedWord(muted)]
  return sql.join([sql`true`, ...conditions, ...unmuted], sql` and `)
}

const author = sql`a.user_uuid`
const uuidsOf = (handles: string[]) => sql`array(select uuid from users where handle = any (${handles}::text[]))`

/** Words of a search that count for the rank. */
const mostRanked = 12

/** How well a crud `a` matches, with the table of one row that the rank is read from. */
export type Rank = { table: RawBuilder<unknown>; rank: RawBuilder<number> }

/** The words that count for the rank. Those of a phrase don't, since the database can't tell how often the phrase is there. */
function rankedWords(wordings: Wording[]): string[] {
  const words = wordings.flatMap(({ words, not }) => (not || words.length > 1 ? [] : words))
  return [...new Set(words)].slice(0, mostRanked)
}

/**
 * The rank of a crud `a`: each of the first occurrences of a whole word counts ten times as much as the beginning of a word. Undefined
 * when no word counts. The hashes are sent once, and compared one by one, which takes a tenth of the time of a subquery.
 */
export function rankOf({ wordings, hashes }: Search): Rank | undefined {
  const whole = rankedWords(wordings).flatMap(occurrencesOf)
  if (whole.length === 0) return undefined
  const beginnings = wordings.flatMap(({ words, beginning }) =>
    beginning && words.length === 1 ? entriesOfBeginning(words[0] ?? '').slice(1) : [],
  )
  const { firstDay, hashes: ranked } = hashes.byDay([...whole, ...beginnings])
  const has = (_: unknown, n: number) =>
    sql`(ranked_by.hashes[ending_day(a.expires_at) - ${firstDay}::date + 1][${sql.lit(n + 1)}] = any (a.words))::integer`
  const all = [...whole, ...beginnings].map(has)
  const sum = (parts: RawBuilder<unknown>[]) => (parts.length > 0 ? sql.join(parts, sql` + `) : sql`0`)
  return {
    table: sql`(select ${ranked}::bigint[] as hashes offset 0) as ranked_by`,
    rank: sql<number>`(${sum(all.slice(0, whole.length))} + (${sum(all.slice(whole.length))}) / 10.0)::real`,
  }
}

const textsOf = (clauses: Clause[], kind: Clause['kind'], not: boolean): string[] =>
  clauses.filter((clause) => clause.kind === kind && clause.not === not).map(({ text }) => text)
