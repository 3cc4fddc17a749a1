import { AppError } from '@cruddur/contract/app-error'
import * as contract from '@cruddur/contract/relations'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance } from 'fastify'
import { pageOf, sendPage } from '../../http/paging.ts'
import { route } from '../../http/route.ts'
import { selectPersonByHandle, selectPersonBySub } from '../../people/people.store.ts'
import { selectRelated } from './people.store.ts'
import { selectSuggestions } from './suggestions.store.ts'

const maxSuggestions = 10

export function peopleRoutes(app: FastifyInstance, { db, costlyDb }: { db: Db; costlyDb: Db }): void {
  const ofPerson = [
    [contract.listFollowers, true],
    [contract.listFollowing, false],
  ] as const
  for (const [endpoint, reversed] of ofPerson) {
    route(app, endpoint, async ({ handle, ...query }, { reader, request, reply }) => {
      const page = pageOf(query)
      const person = await selectPersonByHandle(db, handle, reader)
      if (!person) throw new AppError('user_not_found')
      const people = await selectRelated(db, { relation: 'follow', of: person.uuid, reversed }, page, reader)
      return sendPage(people, page, request, reply)
    })
  }

  const ofReader = [
    [contract.listMuted, 'mute'],
    [contract.listBlocked, 'block'],
  ] as const
  for (const [endpoint, relation] of ofReader) {
    route(app, endpoint, async (query, { reader, request, reply }) => {
      const page = pageOf(query)
      const person = await selectPersonBySub(db, reader)
      if (!person) throw new AppError('generic_401')
      const people = await selectRelated(db, { relation, of: person.uuid }, page, reader)
      return sendPage(people, page, request, reply)
    })
  }

  route(app, contract.suggestPeople, (_input, { reader }) => selectSuggestions(costlyDb, maxSuggestions, reader))
}
