import { listTrends } from '@cruddur/contract/trends'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance } from 'fastify'
import { shareReads } from '../../database/share-reads.ts'
import { route } from '../../http/route.ts'
import { selectHidesNobody, selectTrends } from './trends.store.ts'

/** Of the database's connections, so many may read trends for those who see the same. */
const readsAtOnce = 2

export function trendsRoutes(app: FastifyInstance, { db, keys }: { db: Db; keys: KeyRing }): void {
  const readForVisitors = shareReads(() => selectTrends(db, keys, null), readsAtOnce)
  route(app, listTrends, async (_input, { reader }) => {
    const isAsForVisitors = reader === null || (await selectHidesNobody(db, reader))
    return isAsForVisitors ? readForVisitors() : selectTrends(db, keys, reader)
  })
}
