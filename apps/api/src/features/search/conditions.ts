import { type RawBuilder, sql } from 'kysely'
import { hasNoMutedWord, isNotMuted } from '../../visibility/conditions.ts'
import type { Reader } from '../../visibility/reader.ts'
import type { Clause } from './parse-search.ts'

/**
 * The words and phrases of a search as one `tsquery`. A word without `not` also matches as the beginning of a longer word,
 * since the index knows no language's endings. Every text is a parameter; `words_query` removes all syntax from it.
 */
function wordsOf(clauses: Clause[], options: { beginnings: boolean }): RawBuilder<unknown> {
  const parts = clauses
    .filter(({ kind }) => kind === 'words' || kind === 'phrase')
    .map(({ kind, text, not }) => {
      const beginning = options.beginnings && kind === 'words' && !not
      return sql`${not ? sql`!!` : sql``} words_query(${text}, ${beginning}::boolean)`
    })
  return parts.length > 0 ? sql`(${sql.join(parts, sql` && `)})` : sql`''::tsquery`
}

/**
 * The condition that a crud `a` by `u` matches every clause. A clause without a word in it, such as `!?`, is ignored, but a
 * search of nothing else finds nothing.
 */
export function matches(clauses: Clause[], sub: Reader): RawBuilder<unknown> {
  const words = wordsOf(clauses, { beginnings: true })
  const authors = textsOf(clauses, 'author', false)
  const others = [
    authors.length > 0 ? sql`u.handle = any (${authors}::text[])` : undefined,
    ...textsOf(clauses, 'tag', false).map(isTagged),
    ...textsOf(clauses, 'author', true).map((handle) => sql`u.handle <> ${handle}`),
    ...textsOf(clauses, 'tag', true).map((tag) => sql`not ${isTagged(tag)}`),
  ].filter((condition) => condition !== undefined)
  const onWords = others.length > 0 ? sql`(numnode(${words}) = 0 or a.words @@ ${words})` : sql`a.words @@ ${words}`
  // A search that names an author finds them even if they are muted, and with words that are.
  const unmuted = authors.length > 0 ? [] : [isNotMuted(sub), hasNoMutedWord(sub)]
  return sql.join([onWords, ...others, ...unmuted], sql` and `)
}

/** How well a crud `a` matches: whole words count ten times as much as beginnings of words. 0 without words. */
export function rankOf(clauses: Clause[]): RawBuilder<number> {
  const wanted = clauses.filter(({ not }) => !not)
  const [exact, beginning] = [wordsOf(wanted, { beginnings: false }), wordsOf(wanted, { beginnings: true })]
  return sql`(ts_rank(a.words, ${exact}) + ts_rank(a.words, ${beginning}) / 10)::real`
}

const isTagged = (tag: string) =>
  sql`exists (select from activity_tags t where t.activity_uuid = a.uuid and t.tag = ${tag})`

const textsOf = (clauses: Clause[], kind: Clause['kind'], not: boolean): string[] =>
  clauses.filter((clause) => clause.kind === kind && clause.not === not).map(({ text }) => text)
