import { expect, it } from 'vitest'
import { FaceChoice } from './face-choice.ts'

const codesOf = (face: unknown) => {
  const { data, error } = FaceChoice.safeParse(face)
  return data ? data.letter : error?.issues.map(({ message }) => message)
}
const letters = 'W w ß Ж 字 ש ي कि e\u0323\u0302 7 ٣ 🦊 ❤️ ❤ 👍🏽 👩🏻‍❤️‍💋‍👨🏻 👨‍👩‍👧‍👦 🇪🇺 🏴󠁧󠁢󠁥󠁮󠁧󠁿 #️⃣'.split(' ')

it.each(letters)('takes %s for one letter', (letter) => {
  expect(codesOf({ letter: ` ${letter} `, hue: 0 })).toBe(letter.normalize('NFC'))
})

it.each([
  ['nothing', ''],
  ['a space', ' '],
  ['two letters', 'ab'],
  ['two emoji', '🦊🦊'],
  ['half a flag', '🇪'],
  ['punctuation', '!'],
  ['a letter under a tower of marks', `a${'\u0301'.repeat(4)}`],
  ['a letter that draws nothing', '\u3164'],
  ['a direction mark', '\u202ea'],
  ['half a character', '\ud83e'],
  ['a sign that says somebody was checked', '✅'],
  ['the same as a drawing', '☑️'],
  ['a number', 7],
])('refuses %s', (_name, letter) => {
  expect(codesOf({ letter, hue: 0 })).toEqual(['face_invalid'])
})

it.each([-1, 360, 12.5, '12', null, undefined, Number.NaN])('refuses %s as a hue', (hue) => {
  expect(codesOf({ letter: 'W', hue })).toContain('face_invalid')
})
