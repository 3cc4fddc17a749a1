import { AppError } from '@cruddur/contract/app-error'
import * as contract from '@cruddur/contract/relations'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance } from 'fastify'
import { pageOf, sendPage } from '../../http/paging.ts'
import { route } from '../../http/route.ts'
import { refuseNobody } from '../../people/refuse-nobody.ts'
import { selectBlocked, selectFollowers, selectFollowing, selectMuted, selectPersonUuid } from './people.store.ts'
import { selectSuggestions } from './suggestions.store.ts'

/** Most people that are suggested at once. */
const suggested = 10

export function peopleRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  const ofPerson = [
    [contract.listFollowers, selectFollowers],
    [contract.listFollowing, selectFollowing],
  ] as const
  for (const [endpoint, select] of ofPerson) {
    route(app, endpoint, async ({ handle, ...query }, { caller, request, reply }) => {
      const page = pageOf(query)
      const sub = caller?.sub ?? null
      const uuid = await selectPersonUuid(db, handle, sub)
      if (!uuid) throw new AppError('user_not_found')
      return sendPage(await select(db, uuid, page, sub), page, request, reply)
    })
  }

  const ofReader = [
    [contract.listMuted, selectMuted],
    [contract.listBlocked, selectBlocked],
  ] as const
  for (const [endpoint, select] of ofReader) {
    route(app, endpoint, async (query, { caller, request, reply }) => {
      const page = pageOf(query)
      const people = await select(db, page, caller.sub)
      if (people.length === 0) await refuseNobody(db, caller)
      return sendPage(people, page, request, reply)
    })
  }

  route(app, contract.suggestPeople, (_input, { caller }) => selectSuggestions(db, suggested, caller?.sub ?? null))
}
