import { createMessage, type DirectMessage, type MessageGroupRef } from '@cruddur/contract/messages'
import type { QueryClient } from '@tanstack/react-query'
import type { z } from 'zod/mini'
import { call } from '../../client/call.ts'
import { troublesOf } from '../../client/call-error.ts'
import { randomKey } from '../../client/random-key.ts'
import { hasSignedOut, session } from '../../client/session/session.ts'
import { createStore } from '../../client/store.ts'
import { announce } from '../../ui/announce.ts'
import { showToast } from '../../ui/toast.ts'
import { keepOutbox, loadOutbox, type Sending } from '../../writing/outbox-storage.ts'
import { correspondenceQuery, threadQuery } from './messages.queries.ts'
import { appendMessage } from './thread-cache.ts'

/** A message on its way from `from`, a person's uuid, to whom `to` names; `group` once the two have one. */
export type OutgoingMessage = Sending & { from: string; to: string; group: string | null; message: string }

const name = 'messages'

export const messageOutbox = createStore<readonly OutgoingMessage[]>(loadOutbox(name))
messageOutbox.subscribe(() => keepOutbox(name, messageOutbox.get()))

function change(key: string, next: Partial<OutgoingMessage>): void {
  messageOutbox.set(messageOutbox.get().map((item) => (item.key === key ? { ...item, ...next } : item)))
}

export function discardMessage(key: string): void {
  messageOutbox.set(messageOutbox.get().filter((item) => item.key !== key))
}

/** Shows in the thread what has arrived, before it leaves the outbox: it is never nowhere. */
async function show(
  client: QueryClient,
  { to, group }: OutgoingMessage,
  reply: DirectMessage | z.infer<typeof MessageGroupRef>,
): Promise<void> {
  if ('uuid' in reply) {
    if (group) appendMessage(client, group, reply)
    return
  }
  await client.fetchInfiniteQuery({ ...threadQuery(reply.message_group_uuid), staleTime: 0 }).catch(() => undefined)
  await client.invalidateQueries(correspondenceQuery(to))
}

function tellElsewhere({ to, group }: OutgoingMessage): void {
  if (document.querySelector('.message.pending')) return
  const href = group ? `/messages/${group}` : `/messages/new/${to}`
  showToast({ words: `Your message to @${to} could not be sent.`, link: { href, words: 'See why' } })
}

async function deliver(client: QueryClient, item: OutgoingMessage): Promise<void> {
  const args = item.group ? { message_group_uuid: item.group } : { handle: item.to }
  try {
    const reply = await call(createMessage, { ...args, message: item.message }, { idempotencyKey: item.key })
    await show(client, item, reply)
    discardMessage(item.key)
    announce('Sent.')
  } catch (error) {
    change(item.key, { state: 'failed', troubles: troublesOf(error) })
    tellElsewhere(item)
  }
}

/** What is sent to one person goes in the order in which it was written. */
const queues = new Map<string, Promise<void>>()

/** Sends a message, or sends it again. */
export function sendMessage(client: QueryClient, item: OutgoingMessage): void {
  change(item.key, { state: 'sending', troubles: [] })
  const before = queues.get(item.to) ?? Promise.resolve()
  queues.set(
    item.to,
    before.then(() => deliver(client, item)),
  )
}

/** Shows what was written at once, and sends it. */
export function postMessage(
  client: QueryClient,
  written: Pick<OutgoingMessage, 'from' | 'to' | 'group' | 'message'>,
): void {
  const at = new Date().toISOString()
  const item: OutgoingMessage = { ...written, key: randomKey(), at, state: 'sending', troubles: [] }
  messageOutbox.set([...messageOutbox.get(), item])
  sendMessage(client, item)
}

session.subscribe(() => {
  if (hasSignedOut(session.get())) messageOutbox.set([])
})
