import { describe, expect, it } from 'vitest'
import { BucketError } from './bucket.ts'
import { patient, pauseAfter, retryAfter } from './retry.ts'

const slow = new BucketError('SlowDown', 503, '')

describe('pauseAfter', () => {
  it('waits at random, up to a limit that doubles and ends', () => {
    for (const [made, limit] of [
      [1, 200],
      [2, 400],
      [5, 3200],
      [7, 12800],
    ] as const) {
      const pauses = Array.from({ length: 200 }, () => pauseAfter(slow, made, 0, patient) as number)
      expect(Math.max(...pauses)).toBeLessThanOrEqual(limit)
      expect(Math.max(...pauses)).toBeGreaterThan(limit / 2)
      expect(Math.min(...pauses)).toBeLessThan(limit / 2)
    }
    expect(pauseAfter(slow, 7, 0, { ...patient, longest: 1 })).toBeLessThanOrEqual(1)
  })

  it('gives up after so many tries, or so long', () => {
    expect(pauseAfter(slow, 8, 0, patient)).toBeNull()
    expect(pauseAfter(slow, 3, 61_000, patient)).toBeNull()
    expect(pauseAfter(slow, 2, 61_000, patient)).not.toBeNull()
  })

  it('gives up sooner where another try hardly helps', () => {
    expect(pauseAfter(new BucketError('WrongETag', 200, ''), 3, 0, patient)).toBeNull()
  })

  it('waits as long as it is asked to', () => {
    expect(pauseAfter(slow, 1, 0, patient, 5_000)).toBe(5_000)
  })
})

describe('retryAfter', () => {
  it('is in seconds, or until a time, and a minute at most', () => {
    expect(retryAfter('3')).toBe(3_000)
    expect(retryAfter('86400')).toBe(60_000)
    expect(retryAfter('Thu, 01 Jan 1970 00:00:10 GMT', 4_000)).toBe(6_000)
    expect(retryAfter('soon')).toBeNull()
    expect(retryAfter(undefined)).toBeNull()
  })
})
