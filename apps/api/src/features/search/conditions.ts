import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { entriesOfBeginning, occurrencesOf, tagEntry } from '@cruddur/storage/cruds/crud-entries'
import { type Entry, type HashesByDay, hashAll } from '@cruddur/storage/cruds/keyed-hashes'
import { type RawBuilder, sql } from 'kysely'
import { hasNoMutedWord, isNotMuted } from '../../visibility/conditions.ts'
import { hasAnyHashOf, hasHashOf, ofItsDay } from '../../visibility/crud-hashes.ts'
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

/**
 * How well a crud `a` matches: each of the first occurrences of a whole word counts ten times as much as the beginning of a
 * word. 0 without words.
 */
export function rankOf({ wordings, hash }: Search): RawBuilder<number> {
  const wanted = wordings.filter(({ not }) => !not)
  const whole = wanted.flatMap(({ words }) => words.flatMap(occurrencesOf))
  const beginnings = wanted.flatMap(({ words, beginning }) =>
    beginning ? entriesOfBeginning(words.at(-1) ?? '').slice(1) : [],
  )
  if (whole.length === 0) return sql`0::real`
  const ofWords = countOf(hash(whole))
  return beginnings.length > 0 ? sql`(${ofWords} + ${countOf(hash(beginnings))} / 10.0)::real` : sql`${ofWords}::real`
}

/** How many of some hashes of its day the crud `a` has. */
function countOf(hashes: HashesByDay): RawBuilder<number> {
  return sql`(select count(*) from unnest(${ofItsDay(hashes)}) wanted where wanted = any (a.words))`
}

const textsOf = (clauses: Clause[], kind: Clause['kind'], not: boolean): string[] =>
  clauses.filter((clause) => clause.kind === kind && clause.not === not).map(({ text }) => text)
