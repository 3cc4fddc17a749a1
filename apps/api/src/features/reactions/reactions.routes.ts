import * as contract from '@cruddur/contract/reactions'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance } from 'fastify'
import { route } from '../../http/route.ts'
import { likeActivity, repostActivity, unlikeActivity, unrepostActivity } from './reactions.ts'

export function reactionsRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  route(app, contract.likeActivity, (input, { caller }) => likeActivity(db, caller, input))
  route(app, contract.unlikeActivity, (input, { caller }) => unlikeActivity(db, caller, input))
  route(app, contract.repostActivity, (input, { caller }) => repostActivity(db, caller, input))
  route(app, contract.unrepostActivity, (input, { caller }) => unrepostActivity(db, caller, input))
}
