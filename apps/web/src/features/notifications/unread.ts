import { countUnreadNotifications, readNotifications } from '@cruddur/contract/notifications'
import type { QueryClient } from '@tanstack/react-query'
import { call } from '../../client/call.ts'
import { notificationsKey } from './notifications.queries.ts'
import { unread } from './unread-count.ts'

/** Somebody counted anew: what stands in the list is old then. */
export function hearUnread(client: QueryClient, count: number): void {
  client.invalidateQueries({ queryKey: notificationsKey })
  unread.set(count)
}

/** Asks how many have not been read. Where that fails, the number stays as it is until the next word. */
export async function countUnread(): Promise<void> {
  const reply = await call(countUnreadNotifications, {}).catch(() => undefined)
  if (reply) unread.set(reply.unread_count)
}

/** They have been seen. */
export async function markRead(): Promise<void> {
  const reply = await call(readNotifications, {}).catch(() => undefined)
  if (reply) unread.set(reply.unread_count)
}
