import { countUnreadNotifications, readNotifications } from '@cruddur/contract/notifications'
import type { QueryClient } from '@tanstack/react-query'
import { call } from '../../client/call.ts'
import { notificationsQuery } from './notifications.queries.ts'
import { unread } from './unread-count.ts'

/** The server sent a new count: the list is out of date too. */
export function setUnread(client: QueryClient, count: number): void {
  client.invalidateQueries({ queryKey: notificationsQuery.queryKey })
  unread.set(count)
}

/**
 * Asks the server how many notifications are unread. When that fails, the number stays as it is until the next event.
 */
export async function countUnread(): Promise<void> {
  const reply = await call(countUnreadNotifications, {}).catch(() => undefined)
  if (reply) unread.set(reply.unread_count)
}

/** Marks all notifications as read. */
export async function markRead(): Promise<void> {
  const reply = await call(readNotifications, {}).catch(() => undefined)
  if (reply) unread.set(reply.unread_count)
}
