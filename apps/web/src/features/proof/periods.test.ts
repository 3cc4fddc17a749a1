import { describe, expect, it } from 'vitest'
import { heightOf, periodsOf, topOfScale } from './periods.ts'

const now = Date.UTC(2026, 10, 27, 12, 30)
const hoursAgo = (hours: number, lag_seconds: number) => ({
  hour: new Date(Math.floor(now / 3_600_000 - hours) * 3_600_000).toISOString(),
  lag_seconds,
  rows: '0-9',
  keys: 60,
})

describe('the periods of the graph', () => {
  it('are hours while the server is young', () => {
    const { unit, periods } = periodsOf([hoursAgo(2, 5), hoursAgo(0, 2)], now)
    expect([unit, periods.length]).toEqual(['hour', 48])
    expect(periods.slice(-3).map(({ lagSeconds }) => lagSeconds)).toEqual([5, null, 2])
  })
  it('are days with their worst hour after that', () => {
    const { unit, periods } = periodsOf([hoursAgo(60, 90), hoursAgo(2, 5), hoursAgo(0, 2)], now)
    expect([unit, periods.length]).toEqual(['day', 30])
    expect(periods.slice(-3).map(({ lagSeconds }) => lagSeconds)).toEqual([90, null, 5])
  })
  it('of no hours are empty', () => {
    expect(periodsOf([], now).periods.every(({ lagSeconds }) => lagSeconds === null)).toBe(true)
  })
})

it('the scale reaches from half a second to its top, and holds the limit', () => {
  expect([topOfScale(2), topOfScale(700), topOfScale(500_000)]).toEqual([600, 3_600, 500_000])
  expect([heightOf(0, 600), heightOf(600, 600), heightOf(9_999, 600)]).toEqual([0, 1, 1])
  expect(heightOf(60, 600)).toBeGreaterThan(heightOf(10, 600))
})
