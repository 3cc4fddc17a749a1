import { showActivity } from '@cruddur/contract/activities'
import type { StreamEvent } from '@cruddur/contract/stream'
import type { QueryClient } from '@tanstack/react-query'
import { accessToken } from '../../client/access-token.ts'
import { call } from '../../client/call.ts'
import { session } from '../../client/session/session.ts'
import { bringForward, fadeOut } from '../../cruds/crud-changes.ts'
import { appendReply } from '../../cruds/crud-insert.ts'
import { threadQuery } from '../../cruds/cruds.queries.ts'
import { keepLateReply } from '../../cruds/late-replies.ts'
import { isPublishedHere } from '../../cruds/published.ts'
import { recount } from '../../cruds/recount.ts'
import { isReacting } from '../../features/activities/react.ts'
import { addFresh, dropFresh, shortenFresh } from '../../features/home/fresh-cruds.ts'
import { isInHome } from '../../features/home/home-sync.ts'
import { applyMessageEvent } from '../../features/messages/message-event.ts'
import { setUnread } from '../../features/notifications/unread.ts'
import { trendsMayHaveChanged } from '../../features/search/trend-changes.ts'
import { isInView } from '../../navigation/reveal.ts'
import { resync } from './resync.ts'

type EventOf<K extends StreamEvent['kind']> = Extract<StreamEvent, { kind: K }>

/** The event of an own crud can overtake the reply to the call that published it. That reply has so long to come. */
const ownReplyMs = 3_000

function isOwn(handle: string): boolean {
  const now = session.get()
  return now.phase === 'member' && now.user.handle === handle
}

function countAsFresh(client: QueryClient, { uuid, handle }: EventOf<'crud'>): void {
  const add = () => isPublishedHere(uuid) || isInHome(client, uuid) || addFresh(uuid, handle)
  if (isOwn(handle)) setTimeout(add, ownReplyMs)
  else add()
}

/**
 * Appends a reply to its thread if the end of that is before the reader's eyes: it moves nothing that they read. Where it
 * is not, the page says that there is a new reply.
 */
async function fetchReply(client: QueryClient, uuid: string, parent: string): Promise<void> {
  const { queryKey } = threadQuery('', parent)
  if (client.getQueryCache().findAll({ queryKey, type: 'active' }).length === 0) return
  const reply = await call(showActivity, { uuid }).catch(() => undefined)
  if (!reply) return
  const end = document.getElementById('thread-end')
  // While there is more to load, the end that is in view is not that of the thread.
  const isWhole = !client.getQueryData(queryKey)?.pages.at(-1)?.next
  if (isPublishedHere(uuid) || (isWhole && end && isInView(end))) appendReply(client, reply, parent)
  else if (!isInThread(client, uuid, parent)) keepLateReply(client, 'fresh', reply, parent)
}

function isInThread(client: QueryClient, uuid: string, parent: string): boolean {
  const pages = client.getQueryData(threadQuery('', parent).queryKey)?.pages ?? []
  return pages.some(({ cruds }) => cruds.some((crud) => crud.uuid === uuid))
}

/** While the reader's own like is on its way, the count on the page already has it and the event's may not. */
function applyCounts(client: QueryClient, event: EventOf<'counts'>): void {
  const { uuid, replies_count, likes_count, reposts_count } = event
  recount(client, uuid, {
    replies_count,
    ...(!isReacting(uuid, 'like') && { likes_count }),
    ...(!isReacting(uuid, 'repost') && { reposts_count }),
  })
}

/** Brings the cache to where the server is. An event may come twice: the second time changes nothing. */
export function applyEvent(client: QueryClient, event: StreamEvent): void {
  switch (event.kind) {
    case 'crud':
      if (event.reply_to_activity_uuid) fetchReply(client, event.uuid, event.reply_to_activity_uuid)
      else countAsFresh(client, event)
      break
    case 'counts':
      applyCounts(client, event)
      break
    case 'burnt':
      fadeOut(client, event.uuid)
      dropFresh(new Set([event.uuid]))
      trendsMayHaveChanged()
      break
    case 'shortened':
      bringForward(client, event.uuid, event.expires_at)
      shortenFresh(event.uuid, Date.parse(event.expires_at))
      trendsMayHaveChanged()
      break
    case 'notification':
      setUnread(client, event.unread_count)
      break
    case 'message':
    case 'message_read':
    case 'message_lifetime':
    case 'message_burnt':
      applyMessageEvent(client, event)
      break
    case 'signed_out':
      // Asking for a new token tells whether this page is meant: it may have signed in again.
      accessToken.renew(accessToken.fresh()).catch(() => undefined)
      break
    case 'resync':
      resync(client)
  }
}
