import * as contract from '@cruddur/contract/notifications'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance } from 'fastify'
import { linkToNext } from '../../http/paging.ts'
import { route } from '../../http/route.ts'
import { requireAccount } from '../../people/require-account.ts'
import { selectNotifications } from './notifications.store.ts'
import { asNotification, countUnreadNotifications, readNotifications } from './notifications.ts'
import { encodeWalk, walkOf } from './walk-cursor.ts'

export function notificationsRoutes(app: FastifyInstance, stores: { db: Db; keys: KeyRing }): void {
  const { db, keys } = stores
  route(app, contract.listNotifications, async ({ show, ...query }, { caller, request, reply }) => {
    const walk = walkOf(query)
    const rows = await selectNotifications(db, keys, { ...walk, show }, caller.sub)
    if (rows.length === 0) await requireAccount(db, caller)
    const shown = rows.slice(0, walk.limit)
    const [first, last] = [shown[0], shown.at(-1)]
    if (rows.length > walk.limit && first && last) {
      const top = walk.after?.top ?? first.happened_at
      const cursor = encodeWalk({ at: last.happened_at, uuid: last.group_uuid, top })
      linkToNext({ limit: walk.limit, cursor }, request, reply)
    }
    return shown.filter(({ hidden }) => !hidden).map(asNotification)
  })

  route(app, contract.countUnreadNotifications, (_input, { caller }) => countUnreadNotifications(stores, caller))

  route(app, contract.readNotifications, (_input, { caller }) => readNotifications(stores, caller))
}
