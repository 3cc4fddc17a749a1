import { z } from 'zod/mini'
import type { ErrorCode } from '../errors.ts'

/** A handle as it is stored. The database has the same rule. */
export const handlePattern = /^[a-z0-9_]{3,30}$/

/** A handle in an address, in any case. `errors` are the codes for an empty one and for one that nobody can have. */
export function handleIn(errors: { blank: ErrorCode; impossible: ErrorCode }) {
  return z
    .string()
    .check(
      z.minLength(1, { error: errors.blank, abort: true }),
      z.toLowerCase(),
      z.regex(handlePattern, { error: errors.impossible }),
    )
}

/** The handle of a person in an address. One that nobody can have is answered like one that nobody has. */
export const Handle = handleIn({ blank: 'blank_user_handle', impossible: 'user_not_found' })
