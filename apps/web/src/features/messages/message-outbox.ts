import type { Lifetime } from '@cruddur/contract/lifetimes'
import { createMessage, type DirectMessage, type MessageGroupRef } from '@cruddur/contract/messages'
import type { QueryClient } from '@tanstack/react-query'
import type { z } from 'zod/mini'
import { call } from '../../client/call.ts'
import { announce } from '../../ui/announce.ts'
import { showToast } from '../../ui/toast.ts'
import { words } from '../../words/words.ts'
import { createOutbox } from '../../writing/outbox.ts'
import type { Outgoing } from '../../writing/outbox-storage.ts'
import { groupWithQuery, threadQuery } from './messages.queries.ts'
import { appendMessage } from './thread-cache.ts'

/**
 * A message from one person, a uuid, to another, a handle; `group` is null until the two have a conversation. `ttl` is how
 * long the messages of a new conversation live.
 */
type WrittenMessage = { from: string; to: string; group: string | null; message: string; ttl?: Lifetime | undefined }

export type OutgoingMessage = Outgoing & WrittenMessage

/** The first message to somebody makes a conversation. */
type Sent = DirectMessage | z.infer<typeof MessageGroupRef>

function deliver({ to, group, message, ttl, key }: OutgoingMessage): Promise<Sent> {
  const receiver = group ? { message_group_uuid: group } : { handle: to }
  return call(createMessage, { ...receiver, message, ttl }, { idempotencyKey: key })
}

function sayFailed({ to, group }: OutgoingMessage): void {
  const href = group ? `/messages/${group}` : `/messages/new/${to}`
  showToast({ words: words.thread.failed(to), link: { href, words: words.thread.seeWhy } })
}

/** Messages that have not arrived yet. Those to one person are sent in the order in which they were written. */
export const messageOutbox = createOutbox<WrittenMessage, Sent>({
  name: 'messages',
  deliver,
  sayFailed,
  queueOf: ({ to }) => to,
})

async function showSent(client: QueryClient, { to, group }: OutgoingMessage, sent: Sent): Promise<void> {
  announce(words.thread.sentNow)
  if ('uuid' in sent) {
    if (group) appendMessage(client, group, sent)
    return
  }
  await client.fetchInfiniteQuery({ ...threadQuery(sent.message_group_uuid), staleTime: 0 }).catch(() => undefined)
  await client.invalidateQueries(groupWithQuery(to))
}

export function startMessageOutbox(client: QueryClient): void {
  messageOutbox.start((item, sent) => showSent(client, item, sent))
}
