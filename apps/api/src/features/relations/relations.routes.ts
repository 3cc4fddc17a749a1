import * as contract from '@cruddur/contract/relations'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance } from 'fastify'
import { route } from '../../http/route.ts'
import { blockPerson, followPerson, mutePerson, unblockPerson, unfollowPerson, unmutePerson } from './relations.ts'

export function relationsRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  route(app, contract.followPerson, (input, { caller }) => followPerson(db, caller, input))
  route(app, contract.unfollowPerson, (input, { caller }) => unfollowPerson(db, caller, input))
  route(app, contract.mutePerson, (input, { caller }) => mutePerson(db, caller, input))
  route(app, contract.unmutePerson, (input, { caller }) => unmutePerson(db, caller, input))
  route(app, contract.blockPerson, (input, { caller }) => blockPerson(db, caller, input))
  route(app, contract.unblockPerson, (input, { caller }) => unblockPerson(db, caller, input))
}
