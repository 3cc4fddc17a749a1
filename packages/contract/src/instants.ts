import { z } from 'zod/mini'
import type { ErrorCode } from './errors.ts'

/** First and last instant, in milliseconds since 1970, that ISO 8601 writes with four digits of the year, in UTC. */
const first = Date.parse('0001-01-01T00:00:00.000Z')
const last = Date.parse('9999-12-31T23:59:59.999Z')

/** No year 0, and an offset of at most 15:59, which is the largest that PostgreSQL reads. No place is beyond 14:00. */
const possible = /^(?!0000).*(?:Z|[+-](?:0\d|1[0-5]):\d\d)$/

function isInRange(value: string): boolean {
  const at = Date.parse(value)
  return at >= first && at <= last
}

/**
 * An instant that a client sends: ISO 8601 with `Z` or an offset, and any number of digits after the second. It becomes an
 * instant in UTC with milliseconds, which every store can write. `code` answers anything else.
 */
export function givenInstant(code: ErrorCode) {
  return z.iso.datetime({ error: code, offset: true, abort: true }).check(
    z.regex(possible, { error: code, abort: true }),
    z.refine(isInRange, { error: code, abort: true }),
    z.overwrite((value) => new Date(value).toISOString()),
    z.meta({ format: 'date-time' }),
  )
}
