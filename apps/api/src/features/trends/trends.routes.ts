import { listTrends } from '@cruddur/contract/trends'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance } from 'fastify'
import { route } from '../../http/route.ts'
import { selectTrends } from './trends.store.ts'

export function trendsRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  route(app, listTrends, (_input, { reader }) => selectTrends(db, reader))
}
