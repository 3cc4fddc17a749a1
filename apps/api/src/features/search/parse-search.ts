import { tagIn } from '@cruddur/contract/rich-text'

/**
 * One clause of a search, which a crud must match, or with `not` must not match.
 *
 *     search = clause { space clause }
 *     clause = { "-" } ( phrase | author | tag | words )
 *     phrase = '"' any text '"'
 *     author = "from:" [ "@" ] handle
 *     tag    = a hashtag, as in a crud
 *     words  = anything else up to a space or a quote
 */
export type Clause = { kind: 'words' | 'phrase' | 'tag' | 'author'; text: string; not: boolean }

/** Most clauses of one search. The rest is ignored, because it would make the search slow. */
export const maxClauses = 12

// A minus, then one of: a quoted phrase, whose end may be missing; an author; anything up to a space or a quote.
const pattern = /(?<not>-*)(?:"(?<phrase>[^"]*)"?|from:@?(?<author>[^\s"]+)|(?<words>[^\s"]+))/giu

/** Parses what somebody typed. Any text is a search: what is no operator is words. */
export function parseSearch(term: string): Clause[] {
  const quoted = term.replace(/[“”„‟«»＂]/gu, '"')
  return [...quoted.matchAll(pattern)].slice(0, maxClauses).flatMap(({ groups = {} }): Clause[] => {
    const { phrase, author, words = '' } = groups
    const not = groups['not'] !== ''
    if (phrase !== undefined) return phrase.trim() ? [{ kind: 'phrase', text: phrase, not }] : []
    if (author !== undefined) return [{ kind: 'author', text: author.toLowerCase(), not }]
    const tag = tagIn(words)
    return [tag === undefined ? { kind: 'words', text: words, not } : { kind: 'tag', text: tag, not }]
  })
}
