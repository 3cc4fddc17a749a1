import { describe, expect, it } from 'vitest'
import { BucketError } from './bucket.ts'
import { defaultRetrying, pauseAfter, retryAfter } from './retry.ts'

const slow = new BucketError('SlowDown', 503, '')

describe('pauseAfter', () => {
  it('is random, up to a limit that doubles until its maximum', () => {
    for (const [made, limit] of [
      [1, 200],
      [2, 400],
      [5, 3200],
      [7, 12800],
    ] as const) {
      const pauses = Array.from({ length: 200 }, () => pauseAfter(slow, made, 0, defaultRetrying) as number)
      expect(Math.max(...pauses)).toBeLessThanOrEqual(limit)
      expect(Math.max(...pauses)).toBeGreaterThan(limit / 2)
      expect(Math.min(...pauses)).toBeLessThan(limit / 2)
    }
    expect(pauseAfter(slow, 7, 0, { ...defaultRetrying, maxPauseMs: 1 })).toBeLessThanOrEqual(1)
  })

  it('gives up after eight tries, or after a minute', () => {
    expect(pauseAfter(slow, 8, 0, defaultRetrying)).toBeNull()
    expect(pauseAfter(slow, 3, 61_000, defaultRetrying)).toBeNull()
    expect(pauseAfter(slow, 2, 61_000, defaultRetrying)).not.toBeNull()
  })

  it('gives up sooner when another try hardly helps', () => {
    expect(pauseAfter(new BucketError('WrongETag', 200, ''), 3, 0, defaultRetrying)).toBeNull()
  })

  it('is as long as the server asks', () => {
    expect(pauseAfter(slow, 1, 0, defaultRetrying, 5_000)).toBe(5_000)
  })
})

describe('retryAfter', () => {
  it('reads seconds or a date, and gives at most a minute', () => {
    expect(retryAfter('3')).toBe(3_000)
    expect(retryAfter('86400')).toBe(60_000)
    expect(retryAfter('Thu, 01 Jan 1970 00:00:10 GMT', 4_000)).toBe(6_000)
    expect(retryAfter('soon')).toBeNull()
    expect(retryAfter(undefined)).toBeNull()
  })
})
