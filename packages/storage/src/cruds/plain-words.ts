/** Accents and vowel marks of Latin, Hebrew, Arabic and Syriac, and what draws nothing or turns the direction of writing. */
const marks =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: marks are matched one by one
  /[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe0e\ufe0f\ufeff\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u0897-\u089f\u08ca-\u08e1\u08e3-\u08ff]/gu

/** Symbols, emoji and ideographs: each is a word by itself, because nobody writes spaces around them. */
const single = /[\u2600-\u27bf\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{1f000}-\u{1faff}\u{20000}-\u{3ffff}]/gu

const separators = /(?:(?![\u2600-\u27bf\u{1f000}-\u{1faff}\p{Alphabetic}])[\p{White_Space}\p{P}\p{S}\p{Cc}])+/gu

/** Most letters by which a word is known. */
const maxLetters = 64

/**
 * The words of a text: in lower case, without accents and other variants of letters (NFKD), without punctuation. The same for
 * what is written and for what is searched for, and the same as the function `plain_words` of the database, by which people
 * are found.
 */
export function plainWords(text: string): string[] {
  if (/^\p{ASCII}*$/u.test(text)) return wordsBetween(text.toLowerCase(), /[^a-z0-9]+/)
  const plain = text
    .normalize('NFKD')
    .replace(/\p{L}|\p{N}|\p{S}/gu, toLowerCase)
    .replace(marks, '')
    .normalize('NFKC')
  return wordsBetween(plain.replace(single, ' $& '), separators)
}

const wordsBetween = (plain: string, separators: RegExp) =>
  plain.split(separators).flatMap((word) => (word === '' ? [] : firstLetters(word, maxLetters)))

/** Letter by letter, so that a sigma is the same letter in every place. */
const toLowerCase = (letter: string) => letter.toLowerCase()

/** The first code points of a text. */
export function firstLetters(text: string, count: number): string {
  return text.length <= count ? text : [...text].slice(0, count).join('')
}

/** Whether these words stand in a text's words one after the other. The last may be the beginning of a word if so wanted. */
export function hasPhrase(words: readonly string[], phrase: readonly string[], { beginning = false } = {}): boolean {
  const last = phrase.length - 1
  const isAt = (start: number) =>
    phrase.every((wanted, n) => {
      const word = words[start + n] ?? ''
      return beginning && n === last ? word.startsWith(wanted) : word === wanted
    })
  return words.some((_, start) => isAt(start))
}
