import type { QueryClient } from '@tanstack/react-query'
import { serverClock } from '../../client/clock/server-clock.ts'
import { subscribeToTime } from '../../client/clock/ticker.ts'
import { type NotificationPage, notificationsQuery } from './notifications.queries.ts'
import { countUnread } from './unread.ts'
import { unread } from './unread-count.ts'

/** When the first unread notification expires, in epoch milliseconds; infinity when none does. */
export function firstEnd(pages: readonly NotificationPage[]): number {
  return Math.min(
    ...pages.flatMap(({ cruds }) => cruds.filter(({ read }) => !read).map(({ expires_at }) => Date.parse(expires_at))),
  )
}

/** How long to wait before asking again, when a call failed or the list holds nothing unread. */
const retryMs = 5_000

/**
 * Guarantee 6: no badge counts a notification whose crud has expired. When the first unread one expires, they are
 * counted again.
 */
export function watchUnread(client: QueryClient): void {
  let end = Number.POSITIVE_INFINITY
  const look = async () => {
    end = Number.POSITIVE_INFINITY
    if (unread.get() === 0) return
    // A call may fail or never end: the count must not stay forever then.
    end = serverClock.now() + retryMs
    const data = await client.fetchInfiniteQuery({ ...notificationsQuery, staleTime: 0 }).catch(() => undefined)
    const first = firstEnd(data?.pages ?? [])
    if (Number.isFinite(first)) end = first
  }
  unread.subscribe(look)
  subscribeToTime(() => {
    if (serverClock.now() < end) return
    end = serverClock.now() + retryMs
    countUnread().then(look)
  })
}
