import { expect, it } from 'vitest'
import { backOffMs } from './back-off.ts'

it('waits twice as long after each failure, up to the longest, however many there are', () => {
  const waits = [1, 2, 3, 4, 5, 5_000].map((failures) => backOffMs({ first: 100, longest: 1_000 }, failures))
  expect(waits).toEqual([100, 200, 400, 800, 1_000, 1_000])
})
