import type { QueryClient } from '@tanstack/react-query'
import { startLive } from '../../client/live/live.ts'
import { session } from '../../client/session/session.ts'
import { whoseNow } from '../../client/session/whose.ts'
import { delivered } from '../../cruds/published.ts'
import { dropFresh } from '../../features/home/fresh-cruds.ts'
import { freshCruds } from '../../features/home/fresh-store.ts'
import { startMessageReaper } from '../../features/messages/message-expiry.ts'
import { syncGroups } from '../../features/messages/sync-groups.ts'
import { unreadMessages } from '../../features/messages/unread-messages.ts'
import { countUnread } from '../../features/notifications/unread.ts'
import { unread } from '../../features/notifications/unread-count.ts'
import { watchUnread } from '../../features/notifications/unread-deadline.ts'
import { relationNews } from '../../people/relation-change.ts'
import { setUnreadInTitle } from '../../ui/title.ts'
import { applyRelation } from './apply-relation.ts'

/** Joins what people do here with what is in memory, and begins to listen to what they do elsewhere. */
export function startSocial(client: QueryClient): void {
  const showUnread = () => setUnreadInTitle(unread.get() + unreadMessages.get())
  unread.subscribe(showUnread)
  unreadMessages.subscribe(showUnread)
  startMessageReaper(client)
  watchUnread(client)
  const hearRelation = () => {
    const news = relationNews.get()
    if (news) applyRelation(client, news)
  }
  hearRelation()
  relationNews.subscribe(hearRelation)
  delivered.subscribe(() => {
    const crud = delivered.get()
    if (crud) dropFresh(new Set([crud.uuid]))
  })
  let whose = whoseNow()
  const settle = () => {
    if (session.get().phase !== 'member') return
    countUnread()
    syncGroups(client)
  }
  session.subscribe(() => {
    if (whoseNow() === whose) return
    whose = whoseNow()
    freshCruds.set([])
    unread.set(0)
    unreadMessages.set(0)
    settle()
  })
  settle()
  startLive(client)
}
