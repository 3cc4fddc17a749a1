import { expect, it } from 'vitest'
import { formatAmount } from './amounts.ts'

it.each([
  [0.0072, '7.2 ms'],
  [38.7, '38.7 s'],
  [300, '5 min'],
  [1_800, '30 min'],
  [3_600, '1 hr'],
  [86_400, '1 day'],
])('writes %d seconds in a unit that a person would choose', (seconds, text) => {
  expect(formatAmount(seconds, 'seconds')).toBe(text)
})
