import type { ErrorCode } from '@cruddur/contract/errors'
import { words } from '../words/words.ts'
import { rateLimitWords } from './rate-limit-words.ts'

/** Why a call failed: a code of the server's, or what can happen on the way to it. */
export type FailureCode = ErrorCode | 'network_failed' | 'reply_unreadable' | 'interrupted'

/** The words for every code, in one place. A code without words is a type error. */
export const errorWords: Readonly<Record<FailureCode, string>> = {
  ...words.errors.codes,
  network_failed: words.ui.unreachable,
  // It says how long is left at the moment of asking.
  get rate_limited() {
    return rateLimitWords()
  },
}
