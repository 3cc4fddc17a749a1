import { setTimeout as sleep } from 'node:timers/promises'
import type { BucketError } from './bucket.ts'

export type Retrying = {
  /** At most so many tries. */
  tries: number
  /** Milliseconds after the first try from which on no other begins, but for the second and third. */
  within: number
  /** Milliseconds of the first pause at most. Each next may be twice as long. */
  pause: number
  /** Milliseconds of a pause at most. */
  longest: number
}

export const patient: Retrying = { tries: 8, within: 60_000, pause: 200, longest: 20_000 }

/** What will hardly be otherwise at the fourth time. */
const stubborn = new Set(['WrongETag', 'BadReply', 'NoAnswer', 'HPE_INVALID_CONSTANT', 'EPROTO'])

/**
 * Milliseconds to wait until the next try, at random up to a limit that doubles, so that those who failed together do not
 * come back together. Null: give up.
 *
 * @param made tries made so far
 * @param elapsed milliseconds since the first
 */
export function pauseAfter(
  error: BucketError,
  made: number,
  elapsed: number,
  retrying: Retrying,
  asked: number | null = null,
): number | null {
  if (made >= (stubborn.has(error.code) ? Math.min(3, retrying.tries) : retrying.tries)) return null
  const limit = Math.min(retrying.longest, retrying.pause * 2 ** (made - 1))
  const pause = Math.max(Math.random() * limit, asked ?? 0)
  if (made >= 3 && elapsed + pause > retrying.within) return null
  return pause
}

/** Milliseconds that `Retry-After` asks for, a minute at most. */
export function retryAfter(value: string | undefined, now: number = Date.now()): number | null {
  if (!value) return null
  const wait = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - now
  return Number.isNaN(wait) ? null : Math.min(60_000, Math.max(0, wait))
}

export async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => {})
}
