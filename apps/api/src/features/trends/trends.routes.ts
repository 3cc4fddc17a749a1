import { listTrends } from '@cruddur/contract/trends'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance } from 'fastify'
import { route } from '../../http/route.ts'
import { selectTrends } from './trends.store.ts'

export function trendsRoutes(app: FastifyInstance, { db, keys }: { db: Db; keys: KeyRing }): void {
  route(app, listTrends, (_input, { reader }) => selectTrends(db, keys, reader))
}
