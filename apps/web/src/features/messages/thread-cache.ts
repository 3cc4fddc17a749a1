import type { DirectMessage, MessageGroup } from '@cruddur/contract/messages'
import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import {
  burntMessages,
  fetchMessages,
  type GroupPage,
  groupQuery,
  groupsQuery,
  type MessagePage,
  threadQuery,
} from './messages.queries.ts'
import { syncGroups } from './sync-groups.ts'
import { withLatest } from './thread-pages.ts'

type Thread = InfiniteData<MessagePage, string | undefined>

/** Puts a message that was just sent at the end of its thread. */
export function appendMessage(client: QueryClient, group: string, message: DirectMessage): void {
  client.setQueryData<Thread>(threadQuery(group).queryKey, (data) => {
    const [newest, ...older] = data?.pages ?? []
    if (!data || !newest || newest.messages.some(({ uuid }) => uuid === message.uuid)) return data
    return { ...data, pages: [{ ...newest, messages: [...newest.messages, message] }, ...older] }
  })
}

/** Removes a message that was burnt, from its thread and from the list. */
export function dropMessage(client: QueryClient, group: string, uuid: string): void {
  burntMessages.add(uuid)
  client.setQueryData<Thread>(threadQuery(group).queryKey, (data) => {
    const without = (page: MessagePage) => ({ ...page, messages: page.messages.filter((one) => one.uuid !== uuid) })
    return data && { ...data, pages: data.pages.map(without) }
  })
  syncGroups(client)
  client.invalidateQueries(groupQuery(group))
}

/** Brings a cached thread up to date. It fetches one page, however long the thread is. */
export async function syncThread(client: QueryClient, group: string): Promise<void> {
  const { queryKey } = threadQuery(group)
  const query = client.getQueryCache().find<Thread>({ queryKey })
  if (!query) return
  // A reply that is on its way may be older than the change. A thread that is not on the page is fetched when it is.
  if (query.state.fetchStatus === 'fetching' || !query.isActive()) return client.invalidateQueries({ queryKey })
  const latest = await fetchMessages(group).catch(() => undefined)
  if (!latest) return client.invalidateQueries({ queryKey })
  const data = client.getQueryData<Thread>(queryKey)
  const pages = data && withLatest(data.pages, latest)
  if (pages) client.setQueryData<Thread>(queryKey, { ...data, pages })
  else await client.invalidateQueries({ queryKey })
}

/** Replaces a conversation in the cache, in its own query and in the list. */
export function keepGroup(client: QueryClient, group: MessageGroup): void {
  client.setQueryData(groupQuery(group.uuid).queryKey, group)
  client.setQueryData<InfiniteData<GroupPage, string | undefined>>(groupsQuery.queryKey, (data) => {
    if (!data) return data
    const changed = (page: GroupPage): GroupPage => ({
      ...page,
      groups: page.groups.map((item) => (item.uuid === group.uuid ? { ...item, ...group } : item)),
    })
    return { ...data, pages: data.pages.map(changed) }
  })
}
