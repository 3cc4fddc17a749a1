import { type RawBuilder, sql } from 'kysely'
import { isNotMuted } from '../../visibility/conditions.ts'
import type { Reader } from '../../visibility/reader.ts'
import type { Wish } from './parse-search.ts'

/**
 * The words that are wished for and against as one `tsquery`. Beginnings of words count too where they are wished for: no
 * language's endings are known to the index. Every text is a parameter; `words_query` leaves no syntax in it.
 */
function wordsOf(wishes: Wish[], options: { beginnings: boolean }): RawBuilder<unknown> {
  const parts = wishes
    .filter(({ kind }) => kind === 'words' || kind === 'phrase')
    .map(({ kind, text, not }) => {
      const beginning = options.beginnings && kind === 'words' && !not
      return sql`${not ? sql`!!` : sql``} words_query(${text}, ${beginning}::boolean)`
    })
  return parts.length > 0 ? sql`(${sql.join(parts, sql` && `)})` : sql`''::tsquery`
}

/**
 * The condition that a crud `a` by `u` is what is wished for. Wishes for what holds no word, such as `!?`, are passed over,
 * but a search for nothing else finds nothing.
 */
export function fits(wishes: Wish[], sub: Reader): RawBuilder<unknown> {
  const words = wordsOf(wishes, { beginnings: true })
  const authors = textsOf(wishes, 'author', false)
  const others = [
    authors.length > 0 ? sql`u.handle = any (${authors}::text[])` : undefined,
    ...textsOf(wishes, 'tag', false).map(isTagged),
    ...textsOf(wishes, 'author', true).map((handle) => sql`u.handle <> ${handle}`),
    ...textsOf(wishes, 'tag', true).map((tag) => sql`not ${isTagged(tag)}`),
  ].filter((condition) => condition !== undefined)
  const onWords = others.length > 0 ? sql`(numnode(${words}) = 0 or a.words @@ ${words})` : sql`a.words @@ ${words}`
  // Who names an author has asked for them, muted or not.
  return sql.join([onWords, ...others, authors.length > 0 ? sql`true` : isNotMuted(sub)], sql` and `)
}

/** How well a crud `a` fits: the words as they are typed first, what only begins so far behind. 0 without words. */
export function rankOf(wishes: Wish[]): RawBuilder<number> {
  const wanted = wishes.filter(({ not }) => !not)
  const [exact, beginning] = [wordsOf(wanted, { beginnings: false }), wordsOf(wanted, { beginnings: true })]
  return sql`(ts_rank(a.words, ${exact}) + ts_rank(a.words, ${beginning}) / 10)::real`
}

const isTagged = (tag: string) =>
  sql`exists (select from activity_tags t where t.activity_uuid = a.uuid and t.tag = ${tag})`

const textsOf = (wishes: Wish[], kind: Wish['kind'], not: boolean): string[] =>
  wishes.filter((wish) => wish.kind === kind && wish.not === not).map(({ text }) => text)
