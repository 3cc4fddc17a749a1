import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ageWords, timeLeftWords, urgencyOf } from './words.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

it.each([
  [30 * day - 5, '30d left'],
  [7 * day - 2000, '7d left'],
  [2 * day, '2d left'],
  [2 * day - 1, '2d left'],
  [2 * day - hour, '47h left'],
  [day - 3000, '24h left'],
  [3 * hour, '3h left'],
  [3 * hour - 1, '2h 59m left'],
  [hour + 5 * minute, '1h 05m left'],
  [hour - 1, '59m left'],
  [5 * minute, '5m left'],
  [5 * minute - 1, '4m 59s left'],
  [minute + 1000, '1m 01s left'],
  [minute - 1, '60s left'],
  [1, '1s left'],
  [0, 'gone'],
  [-5, 'gone'],
])('%i ms left is "%s"', (left, words) => expect(timeLeftWords(left)).toBe(words))

it('says "gone" exactly when nothing is left', () => {
  fc.assert(
    fc.property(fc.integer({ min: -day, max: 31 * day }), (left) => (timeLeftWords(left) === 'gone') === left <= 0),
  )
})

it.each([
  [2 * hour, 'calm'],
  [hour - 1, 'soon'],
  [minute - 1, 'now'],
] as const)('%i ms left is %s', (left, urgency) => expect(urgencyOf(left)).toBe(urgency))

it.each([
  [-500, 'now'],
  [59_999, 'now'],
  [minute, '1m'],
  [hour, '1h'],
  [29 * day, '29d'],
])('%i ms ago is "%s"', (age, words) => expect(ageWords(age)).toBe(words))
