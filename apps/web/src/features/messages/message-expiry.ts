import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { serverClock } from '../../client/clock/server-clock.ts'
import { subscribeToTime } from '../../client/clock/ticker.ts'
import { type GroupPage, groupsQuery, type MessagePage, messagesKey } from './messages.queries.ts'
import { syncGroups } from './sync-groups.ts'
import { livingIn } from './thread-pages.ts'
import { unreadMessages } from './unread-messages.ts'

/** Removes from the cache the messages that have expired by `now`, in epoch milliseconds of the server's clock. */
export function dropDeadMessages(client: QueryClient, now: number): void {
  for (const query of client.getQueryCache().findAll({ queryKey: [messagesKey, 'thread'] })) {
    const data = query.state.data as InfiniteData<MessagePage> | undefined
    const pages = data && livingIn(data.pages, now)
    // `setQueryData` would make the data look newly fetched.
    if (pages !== data?.pages) query.setState({ data: { ...data, pages } })
  }
}

/**
 * Removes conversations whose latest message has expired by `now`. Only the server knows whether an earlier one
 * outlives it.
 */
export function dropDeadGroups(client: QueryClient, now: number): boolean {
  const query = client.getQueryCache().find<InfiniteData<GroupPage>>({ queryKey: groupsQuery.queryKey })
  const data = query?.state.data
  const lives = ({ expires_at }: { expires_at: string }) => Date.parse(expires_at) > now
  if (!data || data.pages.every(({ groups }) => groups.every(lives))) return false
  query.setState({
    data: { ...data, pages: data.pages.map((page) => ({ ...page, groups: page.groups.filter(lives) })) },
  })
  return true
}

function countUnread(client: QueryClient): void {
  const pages = client.getQueryData(groupsQuery.queryKey)?.pages ?? []
  unreadMessages.set(pages.flatMap(({ groups }) => groups).reduce((sum, { unread_count }) => sum + unread_count, 0))
}

/** From now on no message stays in the cache for longer than a tick after its deadline, and unread ones are counted. */
export function startMessageExpiry(client: QueryClient): void {
  const sweep = () => {
    const now = serverClock.now()
    dropDeadMessages(client, now)
    if (dropDeadGroups(client, now)) syncGroups(client)
  }
  subscribeToTime(sweep)
  client.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || query.queryKey[0] !== messagesKey) return
    if (query.queryKey[1] === 'groups') countUnread(client)
  })
}
