import type { DirectMessage } from '@cruddur/contract/messages'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { byDay, dayWords } from './days.ts'

const sentAt = (created_at: string) => ({ created_at }) as DirectMessage
const at = (...when: [number, number, number, number, number]) => sentAt(new Date(...when).toISOString())

/** What stands above a message, for a reader in a time zone. Both instants have their offset from UTC. */
function wordsAbove(timeZone: string, sent: string, now: string): string {
  vi.stubEnv('TZ', timeZone)
  const [day] = byDay([sentAt(new Date(sent).toISOString())])
  return dayWords(day?.day ?? Number.NaN, Date.parse(now))
}

describe('days', () => {
  afterEach(() => vi.unstubAllEnvs())

  it('separate messages at midnight, and across years', () => {
    const messages = [at(2025, 11, 31, 23, 59), at(2026, 0, 1, 0, 0), at(2026, 0, 1, 23, 59)]
    expect(byDay(messages).map((day) => day.messages.length)).toEqual([1, 2])
    expect(byDay([])).toEqual([])
  })

  it.each([
    ['an ordinary day', 'Europe/Zurich', '2026-01-01T00:00+01:00', '2026-01-01T23:59+01:00', /^Today$/],
    ['an ordinary day before', 'Europe/Zurich', '2025-12-31T00:00+01:00', '2026-01-01T23:59+01:00', /^Yesterday$/],
    ['another year', 'Europe/Zurich', '2025-12-30T12:00+01:00', '2026-01-01T09:00+01:00', /30.*2025|2025.*30/],
    ['this year', 'Europe/Zurich', '2026-03-03T12:00+01:00', '2026-07-01T09:00+02:00', /^(?!.*2026).*3/],
    ['23 hours: Saturday', 'America/New_York', '2026-03-07T20:00-05:00', '2026-03-09T00:30-04:00', /7/],
    ['23 hours: Sunday', 'America/New_York', '2026-03-08T00:10-05:00', '2026-03-09T00:30-04:00', /^Yesterday$/],
    ['25 hours: Saturday', 'America/New_York', '2026-10-31T00:10-04:00', '2026-11-01T23:30-05:00', /^Yesterday$/],
    ['25 hours: Friday', 'America/New_York', '2026-10-30T23:59-04:00', '2026-11-01T23:30-05:00', /30/],
    ['25 hours: its first hour', 'America/New_York', '2026-11-01T00:10-04:00', '2026-11-01T23:30-05:00', /^Today$/],
    ['half an hour more', 'Australia/Lord_Howe', '2026-04-04T00:05+11:00', '2026-04-05T23:45+10:30', /^Yesterday$/],
    ['half an hour less', 'Australia/Lord_Howe', '2026-10-03T23:50+10:30', '2026-10-05T00:10+11:00', /3/],
    ['no midnight', 'Africa/Cairo', '2026-04-24T01:10+03:00', '2026-04-25T00:05+03:00', /^Yesterday$/],
    // Samoa went from Thursday the 29th to Saturday the 31st: no day was the one before.
    ['no day before', 'Pacific/Apia', '2011-12-29T23:00-10:00', '2011-12-31T00:30+14:00', /29/],
    ['the day after none', 'Pacific/Apia', '2011-12-31T00:30+14:00', '2012-01-01T08:00+14:00', /^Yesterday$/],
  ])('have the names that people use: %s', (_, timeZone, sent, now, words) => {
    expect(wordsAbove(timeZone, sent, now)).toMatch(words)
  })
})
