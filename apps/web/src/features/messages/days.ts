import type { DirectMessage } from '@cruddur/contract/messages'
import { locale } from '../../words/language.ts'
import { words } from '../../words/words.ts'

export type Day = { day: number; messages: DirectMessage[] }

/**
 * A day of the calendar: midnight UTC of its date, in epoch milliseconds. Days of a place have 23 to 25 hours where the
 * clocks change, and some are left out altogether, so that none is found by counting hours.
 */
function calendarDay(instant: Date): number {
  return Date.UTC(instant.getFullYear(), instant.getMonth(), instant.getDate())
}

/** Messages grouped by the day on which they were sent, in the reader's time zone. */
export function byDay(messages: readonly DirectMessage[]): Day[] {
  const days: Day[] = []
  for (const message of messages) {
    const day = calendarDay(new Date(message.created_at))
    const last = days.at(-1)
    if (last?.day === day) last.messages.push(message)
    else days.push({ day, messages: [message] })
  }
  return days
}

// In UTC, like the days.
const withoutYear = new Intl.DateTimeFormat(locale, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
})
const withYear = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
const dayMs = 24 * 3600 * 1000

/** "Today", "Yesterday", or a date; with the year if that is another one. `now` is in epoch milliseconds. */
export function dayWords(day: number, now: number): string {
  const today = calendarDay(new Date(now))
  if (day === today) return words.thread.today
  if (day === today - dayMs) return words.thread.yesterday
  const isThisYear = new Date(day).getUTCFullYear() === new Date(today).getUTCFullYear()
  return (isThisYear ? withoutYear : withYear).format(day)
}

const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' })

/** The time of day of an instant, in the reader's time zone and language. */
export function timeWords(instant: string): string {
  return clock.format(new Date(instant))
}
