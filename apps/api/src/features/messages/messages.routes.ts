import { AppError } from '@cruddur/contract/app-error'
import * as contract from '@cruddur/contract/messages'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { FastifyInstance } from 'fastify'
import { pageOf, sendPage } from '../../http/paging.ts'
import { route } from '../../http/route.ts'
import { idempotencyKeyOf } from '../../idempotency/idempotency-key.ts'
import { type MessagePorts, membershipIn } from './membership.ts'
import { listMessageGroups } from './message-groups.ts'
import {
  burnMessage,
  findMessageGroup,
  readMessages,
  shortenMessages,
  showMessageGroup,
  writeToGroup,
  writeToPerson,
} from './messages.ts'
import { listedMessage } from './shown.ts'

export function messagesRoutes(app: FastifyInstance, ports: MessagePorts & { keys: KeyRing }): void {
  route(app, contract.listMessageGroups, async (query, { caller, request, reply }) => {
    const page = pageOf(query)
    return sendPage(await listMessageGroups(ports, caller, page), page, request, reply).map(({ item }) => item)
  })

  route(app, contract.showMessageGroup, ({ message_group_uuid }, { caller }) =>
    showMessageGroup(ports, caller, message_group_uuid),
  )

  route(app, contract.findMessageGroup, ({ handle }, { caller }) => findMessageGroup(ports, caller, handle))

  route(app, contract.listMessages, async ({ message_group_uuid, ...query }, { caller, request, reply }) => {
    const page = pageOf(query)
    const membership = await membershipIn(ports, caller, message_group_uuid)
    const stored = await ports.messages.listMessages(membership.group, { limit: page.limit + 1, after: page.after })
    const latestFirst = stored.map((message) => listedMessage(membership, message))
    return sendPage(latestFirst, page, request, reply).reverse()
  })

  route(app, contract.createMessage, ({ message, handle, message_group_uuid, ttl }, { caller, request }) => {
    const key = idempotencyKeyOf(ports.keys, request)
    if (message_group_uuid) return writeToGroup(ports, caller, { message_group_uuid, message, ttl, key })
    if (handle) return writeToPerson(ports, caller, { handle, message, ttl, key })
    throw new AppError('user_reciever_handle_blank')
  })

  route(app, contract.readMessages, (input, { caller }) => readMessages(ports, caller, input))

  route(app, contract.shortenMessages, (input, { caller }) => shortenMessages(ports, caller, input))

  route(app, contract.burnMessage, (input, { caller }) => burnMessage(ports, caller, input))
}
