import { AppError } from '@cruddur/contract/app-error'
import * as contract from '@cruddur/contract/reactions'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance } from 'fastify'
import { pageOf, sendPage } from '../../http/paging.ts'
import { route } from '../../http/route.ts'
import { selectDeadline, selectReactors } from './reactions.store.ts'
import { likeActivity, repostActivity, unlikeActivity, unrepostActivity } from './reactions.ts'

export function reactionsRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  route(app, contract.likeActivity, (input, { caller }) => likeActivity(db, caller, input))
  route(app, contract.unlikeActivity, (input, { caller }) => unlikeActivity(db, caller, input))
  route(app, contract.repostActivity, (input, { caller }) => repostActivity(db, caller, input))
  route(app, contract.unrepostActivity, (input, { caller }) => unrepostActivity(db, caller, input))

  for (const [endpoint, reaction] of [
    [contract.listLikes, 'like'],
    [contract.listReposts, 'repost'],
  ] as const) {
    route(app, endpoint, async ({ uuid, ...query }, { reader, request, reply }) => {
      const page = pageOf(query)
      const expires_at = await selectDeadline(db, uuid, reader)
      if (!expires_at) throw new AppError('activity_not_found')
      const people = await selectReactors(db, { reaction, uuid }, page, reader)
      return { uuid, expires_at, people: sendPage(people, page, request, reply) }
    })
  }
}
