import { expect, it } from 'vitest'
import { formatAmount } from './amounts.ts'
import { linePath, topOf } from './line-path.ts'

it('draws the newest value at the right edge, and the greatest at the top', () => {
  expect(linePath([0, 10], 4, 10)).toBe('M200 80h0.1L300 0')
})

it('leaves a gap where there is no value', () => {
  expect(linePath([5, null, 5, 10], 4, 10)).toBe('M0 40h0.1M200 40h0.1L300 0')
  expect(linePath([], 4, 10)).toBe('')
})

it.each([
  [[], 1],
  [[0, null], 1],
  [[0.0031], 0.005],
  [[1], 1],
  [[12, 40], 50],
  [[999], 1000],
])('the top of %j is %d', (values, top) => {
  expect(topOf(values)).toBeCloseTo(top, 10)
})

it.each([
  [null, 'seconds', '–'],
  [0.00412, 'seconds', '4.12 ms'],
  [2.5, 'seconds', '2.5 s'],
  [1234, 'count', '1.23K'],
  [12.345, 'per second', '12.3/s'],
  [0.256, 'share', '26%'],
  [99.96, 'MiB', '100 MiB'],
] as const)('%d as %s is %s', (amount, unit, words) => {
  expect(formatAmount(amount, unit)).toBe(words)
})
