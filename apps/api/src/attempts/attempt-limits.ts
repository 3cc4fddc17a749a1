import type { Limit } from '../config/setting-values.ts'

/**
 * How often identity actions may be tried, over all servers. Limits of an account count e-mail addresses without an
 * account too, so that a refusal does not tell which addresses have one.
 */
export type AttemptLimits = {
  signUpsFromAddress: Limit
  /** Questions whether a handle is free. */
  handleChecksFromAddress: Limit
  /** Failed sign-ins. */
  signInsFromAddress: Limit
  signInsOfAccount: Limit
  /** Codes typed in. A code also ends after five attempts. */
  codesFromAddress: Limit
  codesOfAccount: Limit
  /** A daily limit on top of the short one, so that slow guessing fails too. A right code resets it. */
  codesOfAccountPerDay: Limit
  /** E-mails that somebody asked us to send: strangers must not flood a mailbox through us. */
  emailsFromAddress: Limit
  emailsToAccount: Limit
}
