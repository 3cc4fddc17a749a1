import {
  type DirectMessage,
  findMessageGroup,
  listMessageGroups,
  listMessages,
  type MessageGroupItem,
  showMessageGroup,
} from '@cruddur/contract/messages'
import { queryOptions } from '@tanstack/react-query'
import { call, callPage } from '../../client/call.ts'
import { pagedQuery } from '../../client/paged-query.ts'

/** Everything about messages is cached under this key. */
export const messagesKey = 'messages'

export type GroupPage = { groups: MessageGroupItem[]; next: string | undefined }
/** Messages oldest first. The next page holds earlier ones. */
export type MessagePage = { messages: DirectMessage[]; next: string | undefined }

export const groupsQuery = {
  ...pagedQuery([messagesKey, 'groups'], async (cursor, signal): Promise<GroupPage> => {
    const { reply, next } = await callPage(listMessageGroups, { cursor, limit: '50' }, { signal })
    return { groups: reply, next }
  }),
  // The number beside "Messages" is counted from it on every page.
  gcTime: Number.POSITIVE_INFINITY,
}

export function groupQuery(uuid: string) {
  return queryOptions({
    queryKey: [messagesKey, 'group', uuid.toLowerCase()],
    queryFn: ({ signal }) => call(showMessageGroup, { message_group_uuid: uuid }, { signal }),
  })
}

/** The conversation of the reader with somebody. It fails with 404 while there is none. */
export function groupWithQuery(handle: string) {
  return queryOptions({
    queryKey: [messagesKey, 'with', handle.toLowerCase()],
    queryFn: ({ signal }) => call(findMessageGroup, { handle }, { signal }),
    staleTime: 0,
  })
}

/** The uuids of messages that were burnt while this page is open. A reply on its way may still hold one. */
export const burntMessages = new Set<string>()

export async function fetchMessages(uuid: string, cursor?: string, signal?: AbortSignal): Promise<MessagePage> {
  const options = signal ? { signal } : {}
  const { reply, next } = await callPage(listMessages, { message_group_uuid: uuid, cursor, limit: '30' }, options)
  return { messages: reply.filter((message) => !burntMessages.has(message.uuid)), next }
}

export function threadQuery(uuid: string) {
  return pagedQuery([messagesKey, 'thread', uuid.toLowerCase()], (cursor, signal) =>
    fetchMessages(uuid, cursor, signal),
  )
}
