/**
 * An instant as the contract has it, from the text that PostgreSQL writes in a session whose time zone is UTC, such as
 * `2026-11-27 14:35:47.123456+00`. Cutting the text takes a tenth of the time of `Date`, and a page holds sixty instants.
 *
 * @returns ISO 8601 in UTC with milliseconds. What is shorter than a millisecond is cut off
 * @throws RangeError for `infinity`
 */
export function instantOf(text: string): string {
  const isUsual = text.length >= 22 && text[10] === ' ' && text.endsWith('+00')
  if (!isUsual) return new Date(text).toISOString()
  const milliseconds = text.slice(20, -3).slice(0, 3).padEnd(3, '0')
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${milliseconds}Z`
}
