import { expect, it } from 'vitest'
import { shorterLifetimes } from './shorter-lifetimes.ts'

it('only lifetimes that are shorter than the present one are offered', () => {
  expect(shorterLifetimes('1-day')).toEqual(['12-hours', '3-hours', '1-hour'])
  expect(shorterLifetimes('30-days')).toHaveLength(6)
  expect(shorterLifetimes('1-hour')).toEqual([])
})
