import { locale } from '../words/language.ts'
import { words } from '../words/words.ts'
import { unitWords } from './units.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** A time, in milliseconds, in few letters: coarse while it is long, exact near its end. */
export function spanWords(left: number): string {
  if (left < minute) return unitWords(Math.max(0, Math.ceil(left / second)), 'second')
  const minutes = Math.floor(left / minute)
  if (left < 5 * minute) return `${unitWords(minutes, 'minute')} ${twoDigits((left % minute) / second, 'second')}`
  if (left < hour) return unitWords(minutes, 'minute')
  if (left < 3 * hour) return `${unitWords(Math.floor(left / hour), 'hour')} ${twoDigits(minutes % 60, 'minute')}`
  if (left < 2 * day - hour / 2) return unitWords(Math.round(left / hour), 'hour')
  return unitWords(Math.round(left / day), 'day')
}

const twoDigits = (n: number, unit: 'minute' | 'second') => unitWords(Math.floor(n), unit, 'narrow', 2)

/** The time left, in milliseconds, in few letters. */
export function timeLeftWords(left: number): string {
  return left > 0 ? words.time.left(spanWords(left)) : words.time.gone
}

/** How near the end is: `soon` in the last hour, `now` in the last minute. */
export function urgencyOf(left: number): 'calm' | 'soon' | 'now' {
  return left < minute ? 'now' : left < hour ? 'soon' : 'calm'
}

/** An age, in milliseconds, in few letters. */
export function ageWords(age: number): string {
  if (age < minute) return words.time.now
  if (age < hour) return unitWords(Math.floor(age / minute), 'minute')
  if (age < day) return unitWords(Math.floor(age / hour), 'hour')
  return unitWords(Math.floor(age / day), 'day')
}

const timeFormat = new Intl.DateTimeFormat(locale, { timeStyle: 'short' })
const weekdayFormat = new Intl.DateTimeFormat(locale, { weekday: 'short', hour: 'numeric', minute: '2-digit' })
const dateFormat = new Intl.DateTimeFormat(locale, {
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

const exactFormat = new Intl.DateTimeFormat(locale, {
  weekday: 'short',
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  second: '2-digit',
})

/** An instant to the second, in the reader's time zone and language. Nothing lives long enough to need the year. */
export function instantWords(instant: number): string {
  return exactFormat.format(instant)
}
