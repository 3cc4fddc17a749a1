import { type ErrorCode, errorStatus } from './errors.ts'

/** A refusal. The reply is the array of codes, with the status of the first. */
export class AppError extends Error {
  readonly codes: readonly [ErrorCode, ...ErrorCode[]]
  /** Seconds after which another try may succeed, sent as Retry-After. */
  readonly retryAfter: number | undefined

  constructor(codes: ErrorCode | readonly [ErrorCode, ...ErrorCode[]], options: { retryAfter?: number } = {}) {
    const list = typeof codes === 'string' ? ([codes] as const) : codes
    super(list.join(', '))
    this.name = 'AppError'
    this.codes = list
    this.retryAfter = options.retryAfter
  }

  get status(): number {
    return errorStatus[this.codes[0]]
  }
}
