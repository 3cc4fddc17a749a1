import * as contract from '@cruddur/contract/search'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance } from 'fastify'
import { type Addressed, linkToNext, type WithHeaders } from '../../http/paging.ts'
import { route } from '../../http/route.ts'
import { sharedRoute } from '../../kept-replies/shared-route.ts'
import { endAt, firstEnd } from '../../kept-replies/true-until.ts'
import { parseSearch } from './parse-search.ts'
import { selectPeople } from './people.store.ts'
import { encodeRanked, type RankedPosition, rankedPageOf } from './ranked-cursor.ts'
import { createSampling } from './sample.store.ts'
import { selectFirstEnd, selectMatches } from './search.store.ts'

export function searchRoutes(app: FastifyInstance, { db, keys }: { db: Db; keys: KeyRing }): void {
  const sampled = createSampling(db)

  sharedRoute(app, contract.searchActivities, async ({ term, ...query }, { reader, request, reply }) => {
    const page = rankedPageOf(query)
    // Of those that match only so many are ranked: the end of any of them lets another one in. Replies to members are not kept.
    const firstOfAll = reader === null ? await selectFirstEnd(db) : null
    const rows = await selectMatches({ db, keys, sampled }, parseSearch(term), page, reader)
    const shown = sendRanked(rows, page.limit, request, reply)
    return { shown, until: Math.min(endAt(firstOfAll), firstEnd(rows)) }
  })

  route(app, contract.searchPeople, async ({ term, ...query }, { reader, request, reply }) => {
    const page = rankedPageOf(query)
    const rows = await selectPeople(db, term, page, reader)
    return sendRanked(rows, page.limit, request, reply)
  })
}

function sendRanked<Item extends RankedPosition & { hidden?: true }>(
  rows: Item[],
  limit: number,
  request: Addressed,
  reply: WithHeaders,
): Item[] {
  const cut = rows.slice(0, limit)
  const last = cut.at(-1)
  if (rows.length > limit && last) linkToNext({ limit, cursor: encodeRanked(last) }, request, reply)
  return cut.filter(({ hidden }) => !hidden)
}
