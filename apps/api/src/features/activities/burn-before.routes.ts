import * as contract from '@cruddur/contract/burning/burn-before'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance } from 'fastify'
import { route } from '../../http/route.ts'
import { requireAccount } from '../../people/require-account.ts'
import { selectCountBefore } from './burn-before.store.ts'
import { burnCrudsBefore } from './burn-before.ts'

export function burnBeforeRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  route(app, contract.countCrudsBefore, async ({ before }, { caller, reply }) => {
    await requireAccount(db, caller)
    reply.header('cache-control', 'no-store')
    return { cruds_count: await selectCountBefore(db, caller.sub, before) }
  })
  route(app, contract.burnCrudsBefore, (input, { caller }) => burnCrudsBefore(db, caller, input))
}
