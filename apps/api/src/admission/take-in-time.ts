import { setTimeout as sleep } from 'node:timers/promises'
import type { TakeShared } from './shared-limit.ts'

/** Milliseconds that a request waits for the count that all servers share. */
const waitMs = 500
/** Milliseconds without another query after the database did not answer. */
const pauseMs = 1_000

/** Asks the database. If it does not answer in time, rejects at once for a while: a rate limit must not slow requests down. */
export function takeInTime(take: TakeShared): TakeShared {
  let awayUntil = 0
  return async (...args) => {
    if (performance.now() < awayUntil) throw new Error('the database did not answer just now')
    const answered = new AbortController()
    try {
      const late = sleep(waitMs, undefined, { signal: answered.signal }).then(() => {
        throw new Error('the database does not answer')
      })
      const taken = take(...args)
      taken.catch(() => {})
      late.catch(() => {})
      return await Promise.race([taken, late])
    } catch (error) {
      awayUntil = performance.now() + pauseMs
      throw error
    } finally {
      answered.abort()
    }
  }
}
