import fc from 'fast-check'
import { expect, it } from 'vitest'
import { nameWords } from './name-words.ts'

it.each([
  ['@Worf', 'worf'],
  ['Jean-Luc Picard', 'jean luc picard'],
  ['René, 東京 Ada', 'rené 東京 ada'],
  ['person '.repeat(25), 'person'],
  ['person,PERSON-person', 'person'],
  ['a b c d e f g h', 'a b c d e f'],
  ['x'.repeat(200), 'x'.repeat(81)],
  ['@ !?', ''],
])('the words of %j are %j', (term, words) => {
  expect(nameWords(term)).toBe(words)
})

it('are few, short and different, whatever the term', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (term) => {
      const words = nameWords(term)
      const list = words.split(' ')
      expect([...words].length).toBeLessThanOrEqual(81)
      expect(list.length).toBeLessThanOrEqual(6)
      expect(new Set(list).size).toBe(list.length)
    }),
  )
})
