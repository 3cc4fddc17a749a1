import {
  type DirectMessage,
  findMessageGroup,
  listMessageGroups,
  listMessages,
  type MessageGroupItem,
  showMessageGroup,
} from '@cruddur/contract/messages'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call, callPage } from '../../client/call.ts'

export const messagesKey = 'messages'

export type GroupPage = { groups: MessageGroupItem[]; next: string | undefined }
/** Messages oldest first; the page after it holds those before them. */
export type MessagePage = { messages: DirectMessage[]; next: string | undefined }

type Fetch = { pageParam: string | undefined; signal: AbortSignal }

const paged = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }: { next: string | undefined }) => next,
}

export const groupsQuery = infiniteQueryOptions({
  ...paged,
  queryKey: [messagesKey, 'groups'],
  queryFn: async ({ pageParam, signal }: Fetch): Promise<GroupPage> => {
    const { reply, next } = await callPage(listMessageGroups, { cursor: pageParam, limit: '50' }, { signal })
    return { groups: reply, next }
  },
  // The number beside "Messages" is counted from it, wherever the reader is.
  gcTime: Number.POSITIVE_INFINITY,
})

export function groupQuery(uuid: string) {
  return queryOptions({
    queryKey: [messagesKey, 'group', uuid.toLowerCase()],
    queryFn: ({ signal }) => call(showMessageGroup, { message_group_uuid: uuid }, { signal }),
  })
}

/** The group that the reader has with somebody; an answer of 404 means that there is none yet. */
export function correspondenceQuery(handle: string) {
  return queryOptions({
    queryKey: [messagesKey, 'with', handle.toLowerCase()],
    queryFn: ({ signal }) => call(findMessageGroup, { handle }, { signal }),
    staleTime: 0,
  })
}

export async function fetchMessages(uuid: string, cursor?: string, signal?: AbortSignal): Promise<MessagePage> {
  const options = signal ? { signal } : {}
  const { reply, next } = await callPage(listMessages, { message_group_uuid: uuid, cursor, limit: '30' }, options)
  return { messages: reply, next }
}

export function threadQuery(uuid: string) {
  return infiniteQueryOptions({
    ...paged,
    queryKey: [messagesKey, 'thread', uuid.toLowerCase()],
    queryFn: ({ pageParam, signal }: Fetch) => fetchMessages(uuid, pageParam, signal),
  })
}
