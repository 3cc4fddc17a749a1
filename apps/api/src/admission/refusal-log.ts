import type { FastifyBaseLogger } from 'fastify'

/** Milliseconds between two lines. */
const intervalMs = 1_000

/** Logs how many requests were refused, once a second: a line each would cost more than the refusals. */
export function createRefusalLog(log: Pick<FastifyBaseLogger, 'warn'>): () => void {
  let refused = 0
  return () => {
    refused++
    if (refused > 1) return
    setTimeout(() => {
      log.warn({ refused }, 'overloaded: requests were refused')
      refused = 0
    }, intervalMs).unref()
  }
}
