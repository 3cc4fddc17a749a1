import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { entriesOfBeginning, occurrencesOf, tagEntry } from '@cruddur/storage/cruds/crud-entries'
import { type Entry, type HashesByDay, hashAll } from '@cruddur/storage/cruds/keyed-hashes'
import { type RawBuilder, sql } from 'kysely'
import { hasNoMutedWord, isNotMuted } from '../../visibility/conditions.ts'
import { hasAnyHashOf, hasHashOf } from '../../visibility/crud-hashes.ts'
import type { MutedWords } from '../../visibility/muted-words.store.ts'
import type { Reader } from '../../visibility/reader.ts'
import type { Clause } from './parse-search.ts'
import { type Wording, wordingsOf } from './wordings.ts'

/** A search as it is asked of the database. */
export type Search = {
  clauses: Clause[]
  wordings: Wording[]
  /** What a crud must have, each as the entries of which it must have one. */
  wanted: Entry[][]
  muted: MutedWords
  /** The hashes of some of the search's entries. */
  hash: (entries: Entry[]) => HashesByDay
}

export function searchOf(keys: KeyRing, clauses: Clause[], muted: MutedWords): Search {
  const wordings = wordingsOf(clauses)
  const tags = textsOf(clauses, 'tag', false).map((tag) => [tagEntry(tag)])
  const wanted = [...wordings.filter(({ not }) => !not).flatMap(entriesOfWording), ...tags]
  const unwanted = [...wordings.flatMap(entryOfUnwanted), ...textsOf(clauses, 'tag', true).map(tagEntry)]
  const ranked = wordings.flatMap(({ words }) => words.flatMap(occurrencesOf))
  const entries = [...new Set([...wanted.flat(), ...unwanted, ...ranked])]
  return { clauses, wordings, wanted, muted, hash: hashAll(keys, entries) }
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
 * @param indexed those of `wanted` that are looked up in the index. The others are compared crud by crud
 */
export function mayMatch(search: Search, indexed: readonly Entry[][], sub: Reader): RawBuilder<unknown> {
  const { clauses, wordings, wanted, muted, hash } = search
  const [authors, others] = [textsOf(clauses, 'author', false), textsOf(clauses, 'author', true)]
  const unwanted = [...wordings.flatMap(entryOfUnwanted), ...textsOf(clauses, 'tag', true).map(tagEntry)]
  const conditions = [
    ...wanted.map((entries) => (indexed.includes(entries) ? hasAnyHashOf(hash(entries)) : hasHashOf(hash(entries)))),
    ...unwanted.map((entry) => sql`not ${hasHashOf(hash([entry]))}`),
    ...(authors.length > 0 ? [sql`a.user_uuid = any (${uuidsOf(authors)})`] : []),
    ...(others.length > 0 ? [sql`a.user_uuid <> all (${uuidsOf(others)})`] : []),
  ]
  if (wordings.length === 0 && conditions.length === 0) return sql`false`
  const unmuted = namesAuthor(search) ? [] : [isNotMuted(sub, author), hasNoMutedWord(muted)]
  return sql.join([sql`true`, ...conditions, ...unmuted], sql` and `)
}

const author = sql`a.user_uuid`
const uuidsOf = (handles: string[]) => sql`array(select uuid from users where handle = any (${handles}::text[]))`

/** Words of a search that count for the rank. */
const mostRanked = 12

/** How well a crud `a` matches, with the table of one row that the rank is read from. */
export type Rank = { table: RawBuilder<unknown>; rank: RawBuilder<number> }

/**
 * The rank of a crud `a`: each of the first occurrences of a whole word counts ten times as much as the beginning of a word. 0
 * without words. The hashes are sent once, and compared one by one, which takes a tenth of the time of a subquery.
 */
export function rankOf({ wordings, hash }: Search): Rank {
  const wanted = wordings.filter(({ not }) => !not)
  const words = [...new Set(wanted.flatMap(({ words }) => words))].slice(0, mostRanked)
  const whole = words.flatMap(occurrencesOf)
  const beginnings = wanted.flatMap(({ words, beginning }) =>
    beginning ? entriesOfBeginning(words.at(-1) ?? '').slice(1) : [],
  )
  const entries = [...whole, ...beginnings]
  if (entries.length === 0) return { table: sql`(select) as ranked_by`, rank: sql`0::real` }
  const { firstDay, hashes } = hash(entries)
  const has = (_: unknown, n: number) =>
    sql`(ranked_by.hashes[ending_day(a.expires_at) - ${firstDay}::date + 1][${sql.lit(n + 1)}] = any (a.words))::integer`
  const all = entries.map(has)
  const sum = (parts: RawBuilder<unknown>[]) => (parts.length > 0 ? sql.join(parts, sql` + `) : sql`0`)
  return {
    table: sql`(select ${hashes}::bigint[] as hashes offset 0) as ranked_by`,
    rank: sql<number>`(${sum(all.slice(0, whole.length))} + (${sum(all.slice(whole.length))}) / 10.0)::real`,
  }
}

const textsOf = (clauses: Clause[], kind: Clause['kind'], not: boolean): string[] =>
  clauses.filter((clause) => clause.kind === kind && clause.not === not).map(({ text }) => text)
