import type { Limit } from '../../config/setting-values.ts'

/**
 * How often things may be tried, so often in so many milliseconds, by all servers together. "Of an account" counts
 * e-mail addresses that have none, too.
 */
export type IdentityLimits = {
  signUpsFromAddress: Limit
  /** Sign-ins that failed. */
  signInsFromAddress: Limit
  signInsOfAccount: Limit
  /** Codes that were typed in. Each code ends after five, too. */
  codesFromAddress: Limit
  codesOfAccount: Limit
  /** Letters that somebody asked for: nobody's mailbox is to be flooded in our name. */
  lettersFromAddress: Limit
  lettersToAccount: Limit
}
