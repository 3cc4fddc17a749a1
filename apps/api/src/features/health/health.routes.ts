import { AppError } from '@cruddur/contract/app-error'
import { checkHealth, checkReadiness } from '@cruddur/contract/health'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance } from 'fastify'
import { route } from '../../http/route.ts'
import { selectErasureLag } from './health.store.ts'

export function healthRoutes(app: FastifyInstance, { db, lagLimit }: { db: Db; lagLimit: number }): void {
  route(app, checkHealth, () => ({ success: true as const, ver: 1 as const }))

  route(app, checkReadiness, async (_input, { request }) => {
    const lag = await selectErasureLag(db).catch((error: unknown) => {
      request.log.warn({ error: (error as Error).message }, 'the database does not answer')
      throw new AppError('database_unavailable', { retryAfter: 2 })
    })
    if (lag > lagLimit) throw new AppError('erasure_lagging', { retryAfter: 10 })
    return { success: true as const, erasure_lag_seconds: lag }
  })
}
