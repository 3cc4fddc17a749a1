import type { FailureCode } from './error-words.ts'

/** A call that was refused, or that never reached the server: then the status is 0. */
export class CallError extends Error {
  readonly status: number
  readonly codes: readonly FailureCode[]

  constructor(status: number, codes: readonly FailureCode[]) {
    super(codes.join(' '))
    this.name = 'CallError'
    this.status = status
    this.codes = codes
  }
}

/** Whether what was asked for is gone, never was, or is not the reader's to see: nobody learns which. */
export function isNotFound(error: unknown): boolean {
  return error instanceof CallError && error.status === 404
}

/** Why something failed, whatever was thrown. */
export function failureCodes(error: unknown): readonly [FailureCode, ...FailureCode[]] {
  const [first, ...others] = error instanceof CallError ? error.codes : []
  return first ? [first, ...others] : ['generic_500']
}
