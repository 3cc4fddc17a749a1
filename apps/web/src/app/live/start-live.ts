import type { QueryClient } from '@tanstack/react-query'
import { startStream } from '../../client/live/stream.ts'
import { readerNow } from '../../client/session/reader.ts'
import { session } from '../../client/session/session.ts'
import { crudPublished } from '../../cruds/published.ts'
import { dropFresh } from '../../features/home/fresh-cruds.ts'
import { freshCruds } from '../../features/home/fresh-store.ts'
import { startMessageExpiry } from '../../features/messages/message-expiry.ts'
import { syncGroups } from '../../features/messages/sync-groups.ts'
import { unreadMessages } from '../../features/messages/unread-messages.ts'
import { countUnread } from '../../features/notifications/unread.ts'
import { unread } from '../../features/notifications/unread-count.ts'
import { watchUnread } from '../../features/notifications/unread-deadline.ts'
import { watchTrends } from '../../features/search/trend-changes.ts'
import { setUnreadInTitle } from '../../ui/title.ts'
import { startWorker } from '../start-worker.ts'
import { applyEvent } from './apply-event.ts'

function showUnread(): void {
  setUnreadInTitle(unread.get() + unreadMessages.get())
}

function fetchCounts(client: QueryClient): void {
  if (session.get().phase !== 'member') return
  countUnread()
  syncGroups(client)
}

/** Starts to keep the counts, the conversations and the caches as they are on the server. */
export function startLive(client: QueryClient): void {
  unread.subscribe(showUnread)
  unreadMessages.subscribe(showUnread)
  startMessageExpiry(client)
  watchUnread(client)
  watchTrends(client)
  crudPublished.listen(({ uuid }) => dropFresh(new Set([uuid])))
  let reader = readerNow()
  session.subscribe(() => {
    if (readerNow() === reader) return
    reader = readerNow()
    freshCruds.set([])
    unread.set(0)
    unreadMessages.set(0)
    fetchCounts(client)
  })
  fetchCounts(client)
  startWorker()
  startStream((event) => applyEvent(client, event))
}
