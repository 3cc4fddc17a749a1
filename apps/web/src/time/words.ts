const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** Whole units of `big`, and the rest in `small`: `2h 05m`. */
function both(left: number, [big, bigName]: [number, string], [small, smallName]: [number, string]): string {
  return `${Math.floor(left / big)}${bigName} ${String(Math.floor((left % big) / small)).padStart(2, '0')}${smallName}`
}

/** The time left, in milliseconds, in few letters: coarse while there is plenty, exact near the end. */
export function timeLeftWords(left: number): string {
  return left <= 0 ? 'gone' : `${spanWords(left)} left`
}

/** A time to go, in milliseconds, in few letters: coarse while there is plenty, exact near the end. */
export function spanWords(left: number): string {
  if (left < minute) return `${Math.max(0, Math.ceil(left / second))}s`
  if (left < 5 * minute) return both(left, [minute, 'm'], [second, 's'])
  if (left < hour) return `${Math.floor(left / minute)}m`
  if (left < 3 * hour) return both(left, [hour, 'h'], [minute, 'm'])
  if (left < 2 * day - hour / 2) return `${Math.round(left / hour)}h`
  return `${Math.round(left / day)}d`
}

/** How near the end is: `soon` in the last hour, `now` in the last minute. */
export function urgencyOf(left: number): 'calm' | 'soon' | 'now' {
  return left < minute ? 'now' : left < hour ? 'soon' : 'calm'
}

/** An age, in milliseconds, in few letters. */
export function ageWords(age: number): string {
  if (age < minute) return 'now'
  if (age < hour) return `${Math.floor(age / minute)}m`
  if (age < day) return `${Math.floor(age / hour)}h`
  return `${Math.floor(age / day)}d`
}

const timeFormat = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' })
const weekdayFormat = new Intl.DateTimeFormat(undefined, { weekday: 'short', hour: 'numeric', minute: '2-digit' })
const dateFormat = new Intl.DateTimeFormat(undefined, {
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
})

/** A moment to come, as short as it is clear: the time today, the weekday within six days, or else the date. */
export function momentWords(instant: number, now: number): string {
  if (new Date(instant).toDateString() === new Date(now).toDateString()) return timeFormat.format(instant)
  return (instant - now < 6 * day ? weekdayFormat : dateFormat).format(instant)
}

const monthFormat = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'long' })

/** The month of an instant, such as "November 2026". */
export function monthWords(instant: number): string {
  return monthFormat.format(instant)
}

const fullFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' })

/** An instant in full, in the reader's time zone and language. */
export function instantWords(instant: number): string {
  return fullFormat.format(instant)
}
