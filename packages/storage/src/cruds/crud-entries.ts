import type { Entry } from './keyed-hashes.ts'
import { firstLetters, plainWords } from './plain-words.ts'

/** Letters of the shortest and of the longest beginning of a word that is found. One letter alone begins too much. */
const beginningLetters = { min: 2, max: 8 }
/** Occurrences of a word in one crud that count for its rank. */
export const maxOccurrences = 4

/** What a crud is found by: its words, how often each of them is in it, the beginnings of longer words, and its tags. */
export function entriesOfCrud(message: string, tags: readonly string[]): Entry[] {
  const occurrences = new Map<string, number>()
  for (const word of plainWords(message)) occurrences.set(word, (occurrences.get(word) ?? 0) + 1)
  const beginnings = new Set<string>()
  for (const word of occurrences.keys()) {
    for (const beginning of beginningsOf(word, beginningLetters.max)) beginnings.add(beginning)
  }
  return [
    ...[...occurrences].flatMap(([word, count]) => occurrencesOf(word).slice(0, count)),
    ...[...beginnings].map((beginning): Entry => `beginning:${beginning}`),
    ...tags.flatMap((tag) => [tagEntry(tag), plainTagEntry(tag)]),
  ]
}

/** The entries of a word: those of its first occurrence, of its second, and so on. */
export function occurrencesOf(word: string): Entry[] {
  const again = Array.from({ length: maxOccurrences - 1 }, (_, n): Entry => `again:${n + 2} ${word}`)
  return [`word:${word}`, ...again]
}

/**
 * The entries of which a crud has one if it has a word that begins with these letters. It may have one and no such word, if there
 * are more letters than a beginning has.
 */
export function entriesOfBeginning(letters: string): Entry[] {
  const beginning = firstLetters(letters, beginningLetters.max)
  const isShort = letters.length < beginningLetters.min
  return isShort ? [`word:${letters}`] : [`word:${letters}`, `beginning:${beginning}`]
}

/** Whether a crud can have an entry of this beginning and no word that begins with it. */
export function isLongBeginning(letters: string): boolean {
  return firstLetters(letters, beginningLetters.max) !== letters
}

export function tagEntry(tag: string): Entry {
  return `tag:${tag}`
}

/** A tag as it is compared with muted ones: without accents, in plain words. */
export function plainTagEntry(tag: string): Entry {
  return `plainTag:${plainWords(tag).join(' ')}`
}

/** The beginnings of a tag, the tag itself among them. */
export function entriesOfTagBeginnings(tag: string): Entry[] {
  return [...beginningsOf(tag, tag.length, 1), tag].map((beginning): Entry => `tagBeginning:${beginning}`)
}

/** The beginnings of a word, without the whole word. */
function beginningsOf(word: string, max: number, min = beginningLetters.min): string[] {
  const letters = [...word]
  const count = Math.min(letters.length - 1, max)
  return Array.from({ length: Math.max(0, count - min + 1) }, (_, n) => letters.slice(0, min + n).join(''))
}
