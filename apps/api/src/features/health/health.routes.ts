import { AppError } from '@cruddur/contract/app-error'
import { checkHealth, checkReadiness } from '@cruddur/contract/health'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance } from 'fastify'
import { isNotWritable, loggable } from '../../database/database-errors.ts'
import { route } from '../../http/route.ts'
import { selectLags } from '../../retention/lags.store.ts'
import { tryWrite } from './health.store.ts'

/** Milliseconds for which the answer is cached, because a test write is too expensive for every request. */
const triedForMs = 3_000
/** Seconds. Clocks are corrected by less all the time. */
const clockLimit = 5

export function healthRoutes(app: FastifyInstance, { db, lagLimit }: { db: Db; lagLimit: number }): void {
  let latest: { at: number; result: Promise<void> } | null = null

  /** @throws what the last try at writing threw */
  function checkWritable(): Promise<void> {
    if (latest && performance.now() - latest.at < triedForMs) return latest.result
    const result = tryWrite(db).catch((error: unknown) => {
      // It was away: whether it can be written is not known.
      if (!isNotWritable(error)) latest = null
      throw error
    })
    latest = { at: performance.now(), result }
    return result
  }

  route(app, checkHealth, () => ({ success: true as const, ver: 1 as const }))

  route(app, checkReadiness, async (_input, { request }) => {
    const { erasure, clock } = await Promise.all([selectLags(db), checkWritable()])
      .then(([lags]) => lags)
      .catch((error: unknown) => {
        if (isNotWritable(error)) {
          request.log.error(
            { error: loggable(error) },
            'the database cannot be written: its disk is full or it is read-only',
          )
          throw new AppError('database_not_writable', { retryAfter: Math.ceil(triedForMs / 1000) })
        }
        request.log.warn({ error: (error as Error).message }, 'the database does not answer')
        throw new AppError('database_unavailable', { retryAfter: 2 })
      })
    if (clock > clockLimit) throw new AppError('database_clock_behind', { retryAfter: 10 })
    if (erasure > lagLimit) throw new AppError('erasure_lagging', { retryAfter: 10 })
    return { success: true as const, erasure_lag_seconds: erasure }
  })
}
