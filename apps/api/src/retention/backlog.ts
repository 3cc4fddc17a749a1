import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '@cruddur/contract/app-error'
import { checkHealth, checkReadiness } from '@cruddur/contract/health'
import type { FastifyBaseLogger, onRequestHookHandler } from 'fastify'
import { matchedRoute } from '../http/matched-route.ts'

// Rows that expired while no server ran, as in a backup that is restored after days. Reads would not show them, but they are
// still stored (guarantee 9), so they are erased before the first request is served.

/** A longer start would look as if the server hung. After this time it listens, and reports that it is not ready. */
const quietStartMs = 5_000

const retryAfter = 2

export type Backlog = {
  isThere(): boolean
  /** Call it when the backlog has been erased. */
  onErased(): void
  /** Resolves when it has been erased, or after 5 s. */
  waitForSmallOne(log: FastifyBaseLogger): Promise<void>
}

export function createBacklog(): Backlog {
  let isThere = true
  let resolveErased = () => {}
  const erased = new Promise<void>((resolve) => {
    resolveErased = resolve
  })
  return {
    isThere: () => isThere,
    onErased() {
      isThere = false
      resolveErased()
    },
    async waitForSmallOne(log) {
      const waiting = new AbortController()
      await Promise.race([erased, sleep(quietStartMs, undefined, { signal: waiting.signal }).catch(() => {})])
      waiting.abort()
      if (!isThere) return
      log.warn('much has expired since the last server ended: /api/health is 503 until it has been erased')
      void erased.then(() => log.info('what had expired before the start has been erased'))
    },
  }
}

/** A hook that refuses everything but the liveness check while there is a backlog. */
export function refuseDuringBacklog(isThere: () => boolean): onRequestHookHandler {
  return (request, _reply, done) => {
    if (!isThere()) return done()
    const { url } = matchedRoute(request)
    if (url === checkHealth.path) return done()
    done(new AppError(url === checkReadiness.path ? 'erasure_lagging' : 'server_busy', { retryAfter }))
  }
}
