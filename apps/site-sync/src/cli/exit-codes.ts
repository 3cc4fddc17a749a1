import { Refusal, UsageError } from '../model/errors.ts'

/** Exit codes, as the README lists them. */
export const exitCodes = { done: 0, failure: 1, usage: 2, refused: 3 }

export function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return exitCodes.usage
  return error instanceof Refusal ? exitCodes.refused : exitCodes.failure
}
