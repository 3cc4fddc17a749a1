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
  muted: MutedWords
  /** The hashes of some of the search's entries. */
  hash: (entries: Entry[]) => HashesByDay
}

export function searchOf(keys: KeyRing, clauses: Clause[], muted: MutedWords): Search {
  const wordings = wordingsOf(clauses)
  const tags = clauses.filter(({ kind }) => kind === 'tag').map(({ text }) => tagEntry(text))
  const words = wordings.flatMap(({ words }) =>
    words.flatMap((word) => [...entriesOfBeginning(word), ...occurrencesOf(word)]),
  )
  return { clauses, wordings, muted, hash: hashAll(keys, [...new Set([...tags, ...words])]) }
}

/**
 * The condition that a crud `a` by `u` can match every clause, as far as hashes tell: they know nothing of the order of words. A
 * clause without a word in it, such as `!?`, is ignored, but a search of nothing else finds nothing.
 */
export function mayMatch({ clauses, wordings, muted, hash }: Search, sub: Reader): RawBuilder<unknown> {
  const has = (entries: Entry[]) => hasAnyHashOf(hash(entries))
  const authors = textsOf(clauses, 'author', false)
  const conditions = [
    ...wordings.flatMap((wording) => conditionsOf(wording, hash)),
    authors.length > 0 ? sql`u.handle = any (${authors}::text[])` : undefined,
    ...textsOf(clauses, 'tag', false).map((tag) => has([tagEntry(tag)])),
    ...textsOf(clauses, 'author', true).map((handle) => sql`u.handle <> ${handle}`),
    ...textsOf(clauses, 'tag', true).map((tag) => sql`not ${hasHashOf(hash([tagEntry(tag)]))}`),
  ].filter((condition) => condition !== undefined)
  if (wordings.length === 0 && conditions.length === 0) return sql`false`
  // A search that names an author finds them even if they are muted, and with words that are.
  const unmuted = authors.length > 0 ? [] : [isNotMuted(sub), hasNoMutedWord(muted)]
  return sql.join([sql`true`, ...conditions, ...unmuted], sql` and `)
}

/** Of several words each must be there. Whether they are in a row, or must not be, is seen when the crud is opened. */
function conditionsOf(
  { words, beginning, not }: Wording,
  hash: (entries: Entry[]) => HashesByDay,
): RawBuilder<unknown>[] {
  const [first, ...others] = words
  if (not) return first && others.length === 0 ? [sql`not ${hasHashOf(hash([`word:${first}`]))}`] : []
  return words.map((word, n) =>
    hasAnyHashOf(hash(beginning && n === words.length - 1 ? entriesOfBeginning(word) : [`word:${word}`])),
  )
}

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
