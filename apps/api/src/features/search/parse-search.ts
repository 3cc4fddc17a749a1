import { tagIn } from '@cruddur/contract/rich-text'

/** One thing that is asked of a crud, or with `not` the opposite. */
export type Wish = { kind: 'words' | 'phrase' | 'tag' | 'author'; text: string; not: boolean }

/** Most wishes of one search. The rest is not heard: it would only make the search slow. */
export const mostWishes = 12

// A minus, then one of: a quoted phrase, whose end may be missing; an author; anything up to a space or a quote.
const pattern = /(?<not>-*)(?:"(?<phrase>[^"]*)"?|from:@?(?<author>[^\s"]+)|(?<words>[^\s"]+))/giu
const tag = /^#(?=.*[^\p{N}_])[\p{L}\p{N}\p{M}_]{1,100}$/u

/** Reads what somebody typed. Any text is a search: what is no operator is words. */
export function parseSearch(term: string): Wish[] {
  const quoted = term.replace(/[“”„‟«»＂]/gu, '"')
  return [...quoted.matchAll(pattern)].slice(0, mostWishes).flatMap(({ groups = {} }): Wish[] => {
    const { phrase, author, words = '' } = groups
    const not = groups['not'] !== ''
    if (phrase !== undefined) return phrase.trim() ? [{ kind: 'phrase', text: phrase, not }] : []
    if (author !== undefined) return [{ kind: 'author', text: author.toLowerCase(), not }]
    if (tag.test(words)) return [{ kind: 'tag', text: tagOf(words.slice(1)), not }]
    return [{ kind: 'words', text: words, not }]
  })
}
