import { z } from 'zod/mini'

/** A handle in an address: any case, and one that nobody could have simply names nobody. */
export const Handle = z
  .string()
  .check(
    z.minLength(1, { error: 'blank_user_handle', abort: true }),
    z.toLowerCase(),
    z.regex(/^[a-z0-9_]{3,30}$/, { error: 'user_not_found' }),
  )
