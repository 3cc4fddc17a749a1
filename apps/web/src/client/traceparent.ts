import { randomKey } from './random-key.ts'

let last: string | undefined

/** The header `traceparent` of a new trace (W3C Trace Context). The server decides whether it is recorded. */
export function newTraceparent(): string {
  last = randomKey()
  return `00-${last}-${randomKey().slice(16)}-00`
}

/** The trace of the last call. */
export function lastTraceId(): string | undefined {
  return last
}
