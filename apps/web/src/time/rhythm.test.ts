import fc from 'fast-check'
import { expect, it } from 'vitest'
import { nextAge, nextMinute, nextTimeLeft } from './rhythm.ts'
import { ageWords, momentWords, timeLeftWords, urgencyOf } from './words.ts'

const day = 86_400_000
const now = Date.UTC(2026, 10, 27, 14, 20)
const part = fc.double({ min: 0, max: 1, noNaN: true })

/** Some moment between now and just before the next look. */
const before = (next: number, at: number) => now + Math.floor((next - now - 2) * at)

it('looks at an age again no later than its words change', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 31 * day }), part, (age, at) => {
      const next = nextAge(now - age, now)
      expect(next).toBeGreaterThan(now)
      expect(ageWords(before(next, at) - (now - age))).toBe(ageWords(age))
    }),
  )
})

it('looks at the time left again no later than its words change', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 31 * day }), part, (left, at) => {
      const next = nextTimeLeft(now + left, now)
      expect(next).toBeGreaterThan(now)
      const then = Math.max(now, before(next, at))
      expect(timeLeftWords(now + left - then)).toBe(timeLeftWords(left))
      expect(urgencyOf(now + left - then)).toBe(urgencyOf(left))
    }),
  )
})

it('looks at the words of a moment again with each minute', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 31 * day }), fc.integer({ min: 0, max: day }), part, (left, later, at) => {
      const from = now + later
      const then = from + Math.floor((nextMinute(from) - from - 1) * at)
      expect(nextMinute(from)).toBeGreaterThan(from)
      // The six days after which a weekday becomes a date do not end with a minute.
      fc.pre(Math.abs(left - 6 * day) > 60_000)
      expect(momentWords(from + left, then)).toBe(momentWords(from + left, from))
    }),
  )
})
