import * as contract from '@cruddur/contract/reactions'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance } from 'fastify'
import { route } from '../../http/route.ts'
import { react } from './reactions.ts'

export function reactionsRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  const likes = [
    [contract.likeActivity, true],
    [contract.unlikeActivity, false],
  ] as const
  for (const [endpoint, liked] of likes) {
    route(app, endpoint, async ({ uuid }, { caller }) => {
      return { uuid, likes_count: await react(db, caller, uuid, 'like', liked), liked }
    })
  }

  const reposts = [
    [contract.repostActivity, true],
    [contract.unrepostActivity, false],
  ] as const
  for (const [endpoint, reposted] of reposts) {
    route(app, endpoint, async ({ uuid }, { caller }) => {
      return { uuid, reposts_count: await react(db, caller, uuid, 'repost', reposted), reposted }
    })
  }
}
