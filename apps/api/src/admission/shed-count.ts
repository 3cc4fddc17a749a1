import type { FastifyBaseLogger } from 'fastify'

/** Milliseconds between two lines. */
const intervalMs = 1_000

/**
 * Logs how many requests were shed, in one line for all of a second: a line for each would take from the requests that are
 * served.
 *
 * @returns a function to call for each
 */
export function createShedCount(log: Pick<FastifyBaseLogger, 'warn'>): () => void {
  let shed = 0
  return () => {
    shed++
    if (shed > 1) return
    setTimeout(() => {
      log.warn({ shed }, 'requests were refused because the server was busy')
      shed = 0
    }, intervalMs).unref()
  }
}
