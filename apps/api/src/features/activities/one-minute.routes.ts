import { createOneMinuteCrud } from '@cruddur/contract/activities/one-minute'
import type { FastifyInstance } from 'fastify'
import { clientAddress } from '../../admission/client-address.ts'
import type { Limit } from '../../config/setting-values.ts'
import { route } from '../../http/route.ts'
import type { Stores } from './activities.ts'
import { publishOneMinuteCrud } from './one-minute.ts'

export function oneMinuteRoutes(app: FastifyInstance, stores: Stores & { limit: Limit }): void {
  route(app, createOneMinuteCrud, (_input, { request }) =>
    publishOneMinuteCrud(stores, clientAddress(request.ip).subscriber),
  )
}
