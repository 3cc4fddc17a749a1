import * as contract from '@cruddur/contract/completion/completion'
import { handlePattern } from '@cruddur/contract/names/handles'
import { foldTag } from '@cruddur/contract/rich-text/hashtags'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance } from 'fastify'
import { route } from '../../http/route.ts'
import { requireAccount } from '../../people/require-account.ts'
import { selectKnownHandles, selectPeopleByPrefix, selectTagsByPrefix } from './completion.store.ts'

export function completionRoutes(
  app: FastifyInstance,
  { db, costlyDb, keys }: { db: Db; costlyDb: Db; keys: KeyRing },
): void {
  route(app, contract.completePeople, async ({ prefix }, { caller, reader }) => {
    await requireAccount(db, caller)
    return selectPeopleByPrefix(db, stored(prefix), reader)
  })

  route(app, contract.completeHashtags, async ({ prefix }, { caller, reader }) => {
    await requireAccount(db, caller)
    return selectTagsByPrefix(costlyDb, keys, foldTag(stored(prefix)), reader)
  })

  route(app, contract.knownHandles, ({ handles }, { reader }) => {
    const asked = handles.toLowerCase().split(',', contract.maxHandles)
    const possible = asked.filter((handle) => handlePattern.test(handle))
    return selectKnownHandles(db, possible, reader)
  })
}

/** PostgreSQL stores no zero byte, so that nothing begins with one. */
const stored = (prefix: string) => prefix.replaceAll('\0', '\ufffd')
