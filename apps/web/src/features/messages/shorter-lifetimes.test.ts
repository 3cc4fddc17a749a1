import { expect, it } from 'vitest'
import { shorterLifetimes } from './shorter-lifetimes.ts'

it('only what is shorter than the present lifetime is offered', () => {
  expect(shorterLifetimes('1-day')).toEqual(['12-hours', '3-hours', '1-hour'])
  expect(shorterLifetimes('30-days')).toHaveLength(6)
  expect(shorterLifetimes('1-hour')).toEqual([])
})
