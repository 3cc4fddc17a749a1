import { unitWords } from '../time/units.ts'
import { words } from '../words/words.ts'
import { secondsToWait } from './rate-limit.ts'

/** How long something takes, rounded up so that nobody comes back too early: "1 minute". */
export function waitWords(seconds: number): string {
  if (seconds < 60) return unitWords(Math.max(1, Math.ceil(seconds)), 'second', 'long')
  if (seconds < 3600) return unitWords(Math.ceil(seconds / 60), 'minute', 'long')
  return unitWords(Math.ceil(seconds / 3600), 'hour', 'long')
}

/** What to say of a request that was one too many. */
export function rateLimitWords(): string {
  const errors = words.errors
  const left = secondsToWait()
  if (left === undefined) return errors.tooManyRequests
  return left <= 0 ? errors.tooManyRequestsNow : errors.tooManyRequestsIn(waitWords(left))
}
