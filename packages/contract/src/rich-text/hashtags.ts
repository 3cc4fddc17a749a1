import { between, joinControl, joiner, letterVariant, wordCharacter } from './characters.ts'

/** Longest tag in code points, without its hash. */
const maxTagLength = 100

// UAX #31, R8, without emoji. A digit that an emoji such as 1️⃣ is made of belongs to the emoji.
const character = `(?:[_＿]|${wordCharacter}(?!\\ufe0f?\\u20e3)|${letterVariant}|${joiner}|${between('[・･]')}|${joinControl})`
const hashtag = new RegExp(`(?<!${wordCharacter}|[_&/#＃﹟])[#＃﹟](?=[\\p{L}\\p{N}_＿])${character}+`, 'uy')
const tagText = new RegExp(`^${character}+$`, 'u')

/** The hashtag that begins at `index` with its hash, as it is written, or undefined. A tag has a letter. */
export function hashtagAt(text: string, index: number): string | undefined {
  hashtag.lastIndex = index
  const found = hashtag.exec(text)?.[0]
  if (found === undefined || !/\p{L}/u.test(found) || [...found].length - 1 > maxTagLength) return undefined
  // `#one#two` is no tag, and in `#https://example.com` the address counts.
  return /^(?:[#＃﹟]|:\/\/)/.test(text.slice(index + found.length, index + found.length + 3)) ? undefined : found
}

/**
 * A tag as it is stored and compared: NFKC and full case folding without a language, so that `#ＡＢＣ` and `#abc`, `#Straße`
 * and `#STRASSE` are one. Unlike plain case folding the result reads well: a sigma at the end of a word is `ς`, and `İ` is
 * `i`, not `i` with a second dot. `ı` stays, because no language-independent folding makes it `i`.
 */
export function foldTag(tag: string): string {
  const compatible = tag.normalize('NFKC')
  // A few letters stand for whole sentences with their spaces, which are no tag.
  const plain = tagText.test(compatible) ? compatible : tag.normalize('NFC')
  return plain
    .replace(/[\u180b-\u180d\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu, '')
    .replace(/[^ı]+/gu, (part) => part.toLowerCase().toUpperCase().toLowerCase())
    .replaceAll('i\u0307', 'i')
    .normalize('NFC')
}
