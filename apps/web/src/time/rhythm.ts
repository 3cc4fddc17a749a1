const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** When the words of an age change next, in epoch milliseconds. */
export function nextAge(start: number, now: number): number {
  const age = now - start
  const step = age < hour ? minute : age < day ? hour : day
  return start + (Math.floor(age / step) + 1) * step
}

/** When the words of the time left until `end` change next, or sooner, in epoch milliseconds. */
export function nextTimeLeft(end: number, now: number): number {
  const left = end - now
  // Just after a whole unit is left.
  return now + (left % (left <= 5 * minute ? second : minute)) + 1
}

/** The next whole minute: every day begins with one, whatever the time zone. */
export function nextMinute(now: number): number {
  return (Math.floor(now / minute) + 1) * minute
}
