import * as contract from '@cruddur/contract/push/push'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance } from 'fastify'
import { route } from '../../http/route.ts'
import { requireAccount } from '../../people/require-account.ts'
import { createPushKeys } from '../../push/push-keys.ts'
import { subscribeToPush, unsubscribeFromPush } from './push.ts'

type Ports = {
  db: Db
  /** The origins that the operator allows beside the known push services. */
  services: readonly string[]
}

export function pushRoutes(app: FastifyInstance, ports: Ports): void {
  const keys = createPushKeys(ports.db, undefined)

  route(app, contract.showPushKey, async (_input, { caller }) => {
    await requireAccount(ports.db, caller)
    return { public_key: await keys.publicKey() }
  })

  route(app, contract.subscribeToPush, async (subscription, { caller }) => {
    await subscribeToPush(ports, caller, subscription)
    return { success: true as const }
  })

  route(app, contract.unsubscribeFromPush, async ({ endpoint }, { caller }) => {
    await unsubscribeFromPush(ports.db, caller, endpoint)
    return { success: true as const }
  })
}
