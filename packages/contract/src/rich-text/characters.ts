// Pieces of regular expressions that links and hashtags share. Each matches one character; all need the flag `u`.

/** Draws nothing: a zero-width space, a soft hyphen, a filler. Such a character could make a text look like another. */
const invisible = '\\p{Default_Ignorable_Code_Point}'

/** A letter, digit or mark of any script, without enclosing marks such as that of the emoji 1️⃣. */
export const wordCharacter = `(?!${invisible}|\\p{Me})[\\p{L}\\p{M}\\p{N}]`

/** Chooses between drawings of the letter before it, as in Japanese names and Mongolian. */
export const letterVariant = '[\\u180b-\\u180d\\u{e0100}-\\u{e01ef}]'

/**
 * Part of a word between two letters, and punctuation elsewhere (UAX #31, tables 3a and 3b, without those of ASCII): the
 * Catalan middle dot, the Greek numeral sign, the Armenian hyphen, Hebrew maqaf, geresh and gershayim, the Tibetan
 * tsheg, the hyphenation point, the Japanese double hyphen.
 */
export const joiner = between('[\\u00b7\\u0375\\u058a\\u05be\\u05f3\\u05f4\\u0f0b\\u2027\\u30a0]')

/** Zero-width (non-)joiner where it changes what is drawn: in Arabic scripts, and after a mark in those of India. */
export const joinControl = '(?<=[\\p{Script=Arabic}\\p{M}])[\\u200c\\u200d](?=\\p{L})'

/** The class `character` where a word goes on before and after it. */
export function between(character: string): string {
  return `(?<=[\\p{L}\\p{M}\\p{N}])${character}(?=${wordCharacter})`
}
