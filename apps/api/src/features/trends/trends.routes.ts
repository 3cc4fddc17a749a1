import { listTrends } from '@cruddur/contract/trends'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance } from 'fastify'
import { shareReads } from '../../database/share-reads.ts'
import { route } from '../../http/route.ts'
import { selectTrends } from './trends.store.ts'

export function trendsRoutes(app: FastifyInstance, { db, keys }: { db: Db; keys: KeyRing }): void {
  // All visitors see the same, and no member sees it before their own blocks and mutes are applied.
  const readForVisitors = shareReads(() => selectTrends(db, keys, null))
  route(app, listTrends, (_input, { reader }) => (reader === null ? readForVisitors() : selectTrends(db, keys, reader)))
}
