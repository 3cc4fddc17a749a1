import { expect, it } from 'vitest'
import { drawBlur, leastOfRange, rangeFrom } from './blurred-counts.ts'

it.each([
  [0, 0, '0-9'],
  [0, -20, '0-9'],
  [9, 0, '0-9'],
  [9, 1, '10-99'],
  [10, -1, '0-9'],
  [99_999, 0, '10000-99999'],
  [100_000, 0, '100000+'],
])('%i with %i is %s', (count, blur, range) => expect(rangeFrom(leastOfRange(count, blur))).toBe(range))

it('guarantee 6: at the edge of a range nobody can tell nine from ten', () => {
  const draws = 4_000
  const above = (count: number) =>
    Array.from({ length: draws }, () => leastOfRange(count, drawBlur())).filter((least) => least > 0).length / draws
  // The odds of both differ by a factor of at most e^(1/5); draws of a fair coin stray by far less than is allowed here.
  const [nine, ten] = [above(9), above(10)]
  expect(nine).toBeGreaterThan(0.3)
  expect(ten).toBeLessThan(0.7)
  expect(ten / nine).toBeLessThan(1.5)
})
