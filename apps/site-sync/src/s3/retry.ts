import { setTimeout as sleep } from 'node:timers/promises'
import type { BucketError } from './bucket.ts'

export type Retrying = {
  maxTries: number
  /** Milliseconds since the first try after which no further try begins. The second and third always may. */
  maxElapsedMs: number
  /** Upper limit of the first pause, in milliseconds. It doubles with each try. */
  firstPauseMs: number
  /** Upper limit of any pause, in milliseconds. */
  maxPauseMs: number
}

export const defaultRetrying: Retrying = { maxTries: 8, maxElapsedMs: 60_000, firstPauseMs: 200, maxPauseMs: 20_000 }

/** Codes for which a fourth try hardly helps. */
const lastingCodes = new Set(['WrongETag', 'BadReply', 'NoAnswer', 'NotHttp', 'EPROTO'])

/**
 * The pause before the next try in milliseconds, or null to give up. It is random up to a limit that doubles with each try
 * (exponential backoff with full jitter), so that clients that failed together do not return together.
 *
 * @param made number of tries so far
 * @param elapsed milliseconds since the first try
 * @param asked pause that the server asked for, in milliseconds
 */
export function pauseAfter(
  error: BucketError,
  made: number,
  elapsed: number,
  retrying: Retrying,
  asked: number | null = null,
): number | null {
  if (made >= (lastingCodes.has(error.code) ? Math.min(3, retrying.maxTries) : retrying.maxTries)) return null
  const limit = Math.min(retrying.maxPauseMs, retrying.firstPauseMs * 2 ** (made - 1))
  const pause = Math.max(Math.random() * limit, asked ?? 0)
  if (made >= 3 && elapsed + pause > retrying.maxElapsedMs) return null
  return pause
}

/** The pause that a `Retry-After` header asks for, in milliseconds; at most a minute. */
export function retryAfter(value: string | undefined, now: number = Date.now()): number | null {
  if (!value) return null
  const wait = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - now
  return Number.isNaN(wait) ? null : Math.min(60_000, Math.max(0, wait))
}

/** Waits, or returns early after the signal. */
export async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => {})
}
