import { serverClock } from './clock/server-clock.ts'

/** When the server, by its clock, takes requests again that it refused last; in epoch milliseconds. */
let retryAt: number | undefined

/**
 * Remembers how long the server asked to wait.
 *
 * @param retryAfter the header of a refusal with status 429: seconds, or a date
 */
export function noteRateLimit(retryAfter: string | null): void {
  const seconds = /^\d+$/.test(retryAfter ?? '') ? Number(retryAfter) : undefined
  const at = seconds === undefined ? Date.parse(retryAfter ?? '') : serverClock.now() + seconds * 1000
  retryAt = Number.isFinite(at) ? at : undefined
}

/** For how much longer the server refuses, in seconds. Undefined when it did not say. */
export function secondsToWait(): number | undefined {
  return retryAt === undefined ? undefined : (retryAt - serverClock.now()) / 1000
}
