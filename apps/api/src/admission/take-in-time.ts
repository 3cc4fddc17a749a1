import { setTimeout as sleep } from 'node:timers/promises'
import type { TakeShared } from './shared-limit.ts'

/** Milliseconds that a request waits for the count that all servers share. */
const waitMs = 500
/** Milliseconds for which nobody asks again when the database did not answer. */
const pauseMs = 1_000

/** Asks the database, and rejects at once for a while when it does not answer in time: a limit must not make anybody wait. */
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
