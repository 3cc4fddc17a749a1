import * as contract from '@cruddur/contract/relations'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance } from 'fastify'
import { route } from '../../http/route.ts'
import { relate } from './relations.ts'

export function relationsRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  const follows = [
    [contract.followPerson, true],
    [contract.unfollowPerson, false],
  ] as const
  for (const [endpoint, wanted] of follows) {
    route(app, endpoint, async ({ handle }, { caller }) => {
      const { holds, followers_count } = await relate(db, caller, handle, 'follow', wanted)
      return { handle, following: holds, followers_count }
    })
  }

  const mutes = [
    [contract.mutePerson, true],
    [contract.unmutePerson, false],
  ] as const
  for (const [endpoint, wanted] of mutes) {
    route(app, endpoint, async ({ handle }, { caller }) => {
      return { handle, muted: (await relate(db, caller, handle, 'mute', wanted)).holds }
    })
  }

  const blocks = [
    [contract.blockPerson, true],
    [contract.unblockPerson, false],
  ] as const
  for (const [endpoint, wanted] of blocks) {
    route(app, endpoint, async ({ handle }, { caller }) => {
      return { handle, blocked: (await relate(db, caller, handle, 'block', wanted)).holds }
    })
  }
}
