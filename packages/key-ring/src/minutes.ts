const msOfMinute = 60_000
const msOfDay = 86_400_000

/** Minutes that a ring has keys for: 30 days, which is as long as anything lives, and a day for a server that is late. */
export const minutesOfRing = 31 * 24 * 60

/** Days that a ring has search keys for. 31 days that begin at some hour touch 32. */
export const daysOfRing = 33

/** The minute of an instant, since 1970. */
export function minuteOf(instant: Date): number {
  return Math.floor(instant.getTime() / msOfMinute)
}

/** When a minute is over. */
export function endOfMinute(minute: number): Date {
  return new Date((minute + 1) * msOfMinute)
}

/** Such as `2026-11-27T10:15Z`. */
export function nameOfMinute(minute: number): string {
  return `${new Date(minute * msOfMinute).toISOString().slice(0, 16)}Z`
}

/** The UTC day of an instant, since 1970. */
export function dayOf(instant: Date): number {
  return Math.floor(instant.getTime() / msOfDay)
}

/** Such as `2026-11-27`. */
export function nameOfDay(day: number): string {
  return new Date(day * msOfDay).toISOString().slice(0, 10)
}

/**
 * The day of a name such as `2026-11-27`.
 *
 * @throws RangeError if it names no day
 */
export function dayNamed(name: string): number {
  const day = dayOf(new Date(`${name}T00:00:00Z`))
  if (!/^\d{4}-\d\d-\d\d$/.test(name) || Number.isNaN(day)) throw new RangeError(`${name} is no day such as 2026-11-27`)
  return day
}

/**
 * A clock that is this much behind is expected to come back, as the mark of the clock expects (decision 017): what was
 * destroyed stays so. When it is farther behind, it was wrong before, and its minutes get new keys.
 */
const expectedBackMinutes = 24 * 60

/** Whether a ring that was turned to `turnedTo` needs no turn to `minute`. */
export function isReached(minute: number, turnedTo: number): boolean {
  return minute <= turnedTo && minute > turnedTo - expectedBackMinutes
}
