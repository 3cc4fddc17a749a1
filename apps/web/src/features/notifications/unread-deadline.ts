import type { QueryClient } from '@tanstack/react-query'
import { serverClock } from '../../client/clock/server-clock.ts'
import { subscribeToTime } from '../../client/clock/ticker.ts'
import { type NotificationPage, notificationsQuery } from './notifications.queries.ts'
import { countUnread } from './unread.ts'
import { unread } from './unread-count.ts'

/** When the first unread notification of some pages goes with its crud, in epoch milliseconds. */
export function firstEnd(pages: readonly NotificationPage[]): number {
  return Math.min(
    ...pages.flatMap(({ cruds }) => cruds.filter(({ read }) => !read).map(({ expires_at }) => Date.parse(expires_at))),
  )
}

/** Milliseconds after which is asked again when nobody answered, or the answer names nothing unread. */
const again = 5_000

/** Guarantee 6: no badge counts a notification whose crud is dead. What is unread is known by when it ends, and counted anew then. */
export function watchUnread(client: QueryClient): void {
  let end = Number.POSITIVE_INFINITY
  const look = async () => {
    end = Number.POSITIVE_INFINITY
    if (unread.get() === 0) return
    // An answer may fail, or never come: what is counted must not stay for ever then.
    end = serverClock.now() + again
    const data = await client.fetchInfiniteQuery({ ...notificationsQuery, staleTime: 0 }).catch(() => undefined)
    const first = firstEnd(data?.pages ?? [])
    if (Number.isFinite(first)) end = first
  }
  unread.subscribe(look)
  subscribeToTime(() => {
    if (serverClock.now() < end) return
    end = serverClock.now() + again
    countUnread().then(look)
  })
}
