import * as contract from '@cruddur/contract/account'
import type { Reply } from '@cruddur/contract/endpoint'
import type { FastifyInstance } from 'fastify'
import { route } from '../../http/route.ts'
import { mailLanguage } from '../../mail/mail-language.ts'
import { type Deletion, deleteAccount } from './delete-account.ts'
import { createExports, type Exports } from './export-account.ts'

export type AccountPorts = Exports & Deletion & { identity: Exports['identity'] & Deletion['identity'] }

export function accountRoutes(app: FastifyInstance, ports: AccountPorts): void {
  const exportAccount = createExports(ports)

  route(app, contract.exportAccount, async (_input, { caller, request, reply }) => {
    const { name, text } = await exportAccount(caller, request.signal)
    reply.header('content-type', 'application/json; charset=utf-8')
    reply.header('content-disposition', `attachment; filename="${name}"`)
    reply.header('cache-control', 'no-store')
    // A stream is sent as it is, past the serializer, which would have to hold all of it.
    return text as unknown as Reply<typeof contract.exportAccount>
  })

  route(app, contract.deleteAccount, async ({ password }, { caller, request }) => {
    const language = mailLanguage(request.headers['accept-language'])
    await deleteAccount(ports, caller, { password, language }, request.client.subscriber)
    return { success: true as const }
  })
}
