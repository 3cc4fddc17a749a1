import { createSlidingWindow } from '../../admission/sliding-window.ts'
import type { Limit } from '../../config/setting-values.ts'
import type { RollbarSettings } from '../../config/telemetry-config.ts'
import { type ErrorReport, fingerprintOf } from './error-report.ts'
import { rollbarItem } from './rollbar-item.ts'

/** Sends errors to an error tracker. `report` never waits and never throws. */
export type ErrorReports = {
  report(report: ErrorReport): void
  /** Sends waiting reports for a moment, and drops the rest. */
  close(): Promise<void>
}

/** Reports that wait to be sent. More are dropped. */
const maxWaiting = 100
/** Anybody can send errors of the web app, so they get only a part of the queue. */
const rates: Record<ErrorReport['source'], Limit> = {
  server: { max: 60, window: 60_000 },
  web: { max: 30, window: 60_000 },
}
/** After this time the same error is reported again, with the number of times that it happened in between. */
const sameErrorMs = 60_000
/** Errors that are told apart. */
const maxKnown = 500
const sendMs = 5_000
const closeMs = 1_500

type Known = { sentAt: number; occurrences: number }

/**
 * Sends errors to Rollbar's item API: each kind once a minute, a limited number of them, one at a time. Reports that
 * Rollbar does not accept in time are dropped; they are in the log anyway.
 *
 * @param onProblem is called when Rollbar begins to fail
 */
export function createErrorReports(
  { url, token, release, environment }: RollbarSettings,
  onProblem: (reason: string) => void,
): ErrorReports {
  const closed = new AbortController()
  const known = new Map<string, Known>()
  const windows = { server: createSlidingWindow(rates.server.window), web: createSlidingWindow(rates.web.window) }
  const waiting: string[] = []
  let sending: Promise<void> | null = null
  let failing = false

  /** Counts the error. Returns how many times it happened since it was last sent, or 0 if it is not to be sent now. */
  function countOccurrence(report: ErrorReport): number {
    const now = performance.now()
    const print = fingerprintOf(report)
    const seen = known.get(print) ?? { sentAt: -sameErrorMs, occurrences: 0 }
    const [oldest] = known.size >= maxKnown ? known.keys() : []
    if (oldest !== undefined && !known.has(print)) known.delete(oldest)
    known.set(print, seen)
    seen.occurrences++
    const window = windows[report.source]
    if (now - seen.sentAt < sameErrorMs || window.count(now) >= rates[report.source].max) return 0
    if (waiting.length >= maxWaiting) return 0
    window.add(now)
    const { occurrences } = seen
    Object.assign(seen, { sentAt: now, occurrences: 0 })
    return occurrences
  }

  async function sendAll(): Promise<void> {
    for (let body = waiting.shift(); body !== undefined && !closed.signal.aborted; body = waiting.shift()) {
      const problem = await post(body)
      if (problem && !failing && !closed.signal.aborted) onProblem(problem)
      failing = problem !== null
    }
    sending = null
  }

  async function post(body: string): Promise<string | null> {
    const signal = AbortSignal.any([closed.signal, AbortSignal.timeout(sendMs)])
    const headers = { 'content-type': 'application/json', 'x-rollbar-access-token': token }
    try {
      const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' })
      await response.body?.cancel()
      return response.ok ? null : `it answers ${response.status}`
    } catch (error) {
      const { cause, name } = error as Error & { cause?: { code?: string } }
      return signal.aborted ? 'it does not answer in time' : (cause?.code ?? name)
    }
  }

  return {
    report(report) {
      const occurrences = countOccurrence(report)
      if (occurrences === 0) return
      waiting.push(JSON.stringify(rollbarItem(report, { release, environment, occurrences })))
      sending ??= sendAll()
    },
    async close() {
      const giveUp = setTimeout(() => closed.abort(), closeMs)
      await sending
      clearTimeout(giveUp)
      closed.abort()
    },
  }
}
