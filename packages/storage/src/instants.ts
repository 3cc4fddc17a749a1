/**
 * An instant as PostgreSQL writes it, such as `2026-11-27 14:30:34.12+00`, in ISO 8601 with milliseconds. Every session has UTC and the
 * ISO style (session-settings.ts). A page of cruds has dozens of instants, and a `Date` for each takes eight times as long as to
 * put its text together.
 *
 * @throws RangeError for `infinity`
 */
export function instantOf(text: string): string {
  if (text[10] === ' ' && text.endsWith('+00')) {
    const [date, time] = [text.slice(0, 10), text.slice(11, -3)]
    // PostgreSQL leaves out zeros at the end of a fraction.
    if (time.length === 12) return `${date}T${time}Z`
    if (time.length === 11) return `${date}T${time}0Z`
    if (time.length === 10) return `${date}T${time}00Z`
    if (time.length === 8) return `${date}T${time}.000Z`
  }
  // Microseconds, and years beyond 9999 or before 1.
  return new Date(text).toISOString()
}
