import type { Trouble } from './error-words.ts'

/** A call that was refused, or that never got through: status 0. */
export class CallError extends Error {
  readonly status: number
  readonly codes: readonly Trouble[]

  constructor(status: number, codes: readonly Trouble[]) {
    super(codes.join(' '))
    this.name = 'CallError'
    this.status = status
    this.codes = codes
  }
}

/** Why something failed, whatever was thrown. */
export function troublesOf(error: unknown): readonly Trouble[] {
  return error instanceof CallError && error.codes.length > 0 ? error.codes : ['generic_500']
}
