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

function counted(count: number, unit: string): string {
  return count === 1 ? `${unit === 'hour' ? 'an' : 'a'} ${unit}` : `${count} ${unit}s`
}

/** How long something takes, rounded up so that nobody comes back too early: "a minute". */
export function waitWords(seconds: number): string {
  if (seconds < 60) return counted(Math.max(1, Math.ceil(seconds)), 'second')
  if (seconds < 3600) return counted(Math.ceil(seconds / 60), 'minute')
  return counted(Math.ceil(seconds / 3600), 'hour')
}

/** What to say of a request that was one too many. */
export function rateLimitWords(): string {
  if (retryAt === undefined) return 'Too many requests. Wait a minute and try again.'
  const left = (retryAt - serverClock.now()) / 1000
  return left <= 0 ? 'Too many requests. You can try again now.' : `Too many requests. Try again in ${waitWords(left)}.`
}
