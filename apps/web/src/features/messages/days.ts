import type { DirectMessage } from '@cruddur/contract/messages'

export type Day = { day: string; messages: DirectMessage[] }

const dayOf = (instant: string): string => new Date(instant).toDateString()

/** Messages grouped by the day on which they were sent, in the reader's time zone. */
export function byDay(messages: readonly DirectMessage[]): Day[] {
  const days: Day[] = []
  for (const message of messages) {
    const day = dayOf(message.created_at)
    const last = days.at(-1)
    if (last?.day === day) last.messages.push(message)
    else days.push({ day, messages: [message] })
  }
  return days
}

const withoutYear = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' })
const withYear = new Intl.DateTimeFormat(undefined, { dateStyle: 'long' })
const dayMs = 24 * 3600 * 1000

/** "Today", "Yesterday", or a date; with the year if that is another one. */
export function dayWords(name: string, now: number): string {
  if (name === new Date(now).toDateString()) return 'Today'
  if (name === new Date(now - dayMs).toDateString()) return 'Yesterday'
  const date = new Date(name)
  return (date.getFullYear() === new Date(now).getFullYear() ? withoutYear : withYear).format(date)
}

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' })

/** The time of day of an instant, in the reader's time zone and language. */
export function timeWords(instant: string): string {
  return clock.format(new Date(instant))
}
