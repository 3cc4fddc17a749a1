import { isLongBeginning } from '@cruddur/storage/cruds/crud-entries'
import { hasPhrase, plainWords } from '@cruddur/storage/cruds/plain-words'
import type { Clause } from './parse-search.ts'

/** The plain words of a clause, which must be in a crud one after the other, or with `not` must not be. */
export type Wording = {
  words: string[]
  /** Whether the last word may be the beginning of a longer one, since the index knows no language's endings. */
  beginning: boolean
  not: boolean
}

/** Most of a clause that is searched for. */
const most = { characters: 200, words: 50 }

/** The clauses that are words or phrases. Those without a word in them are left out. */
export function wordingsOf(clauses: Clause[]): Wording[] {
  return clauses.flatMap(({ kind, text, not }) => {
    if (kind !== 'words' && kind !== 'phrase') return []
    const words = plainWords([...text].slice(0, most.characters).join('')).slice(0, most.words)
    const beginning = kind === 'words' && !not && [...(words.at(-1) ?? '')].length > 1
    return words.length > 0 ? [{ words, beginning, not }] : []
  })
}

/** Whether hashes tell everything about these: neither an order of words nor the beginning of a long word. */
export function areTold(wordings: readonly Wording[]): boolean {
  return wordings.every(({ words, beginning }) => words.length === 1 && !(beginning && isLongBeginning(words[0] ?? '')))
}

/** Whether a crud has the words, in their order, and not those that it must not have. */
export function matchesWordings(message: string, wordings: readonly Wording[]): boolean {
  const words = plainWords(message)
  return wordings.every(({ words: phrase, beginning, not }) => hasPhrase(words, phrase, { beginning }) !== not)
}
