const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** Whole units of `big`, and the rest in `small`: `2h 05m`. */
function both(left: number, [big, bigName]: [number, string], [small, smallName]: [number, string]): string {
  return `${Math.floor(left / big)}${bigName} ${String(Math.floor((left % big) / small)).padStart(2, '0')}${smallName} left`
}

/** The time left, in milliseconds, in few letters: coarse while there is plenty, exact near the end. */
export function timeLeftWords(left: number): string {
  if (left <= 0) return 'gone'
  if (left < minute) return `${Math.ceil(left / second)}s left`
  if (left < 5 * minute) return both(left, [minute, 'm'], [second, 's'])
  if (left < hour) return `${Math.floor(left / minute)}m left`
  if (left < 3 * hour) return both(left, [hour, 'h'], [minute, 'm'])
  if (left < 2 * day - hour / 2) return `${Math.round(left / hour)}h left`
  return `${Math.round(left / day)}d left`
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

const fullFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' })

/** An instant in full, in the reader's time zone and language. */
export function instantWords(instant: number): string {
  return fullFormat.format(instant)
}
