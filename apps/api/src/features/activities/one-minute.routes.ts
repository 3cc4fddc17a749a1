import { createOneMinuteCrud } from '@cruddur/contract/activities/one-minute'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance } from 'fastify'
import { clientAddress } from '../../admission/client-address.ts'
import type { Limit } from '../../config/setting-values.ts'
import { route } from '../../http/route.ts'
import { publishOneMinuteCrud } from './one-minute.ts'

export function oneMinuteRoutes(app: FastifyInstance, { db, limit }: { db: Db; limit: Limit }): void {
  route(app, createOneMinuteCrud, (_input, { request }) =>
    publishOneMinuteCrud({ db, limit }, clientAddress(request.ip).subscriber),
  )
}
