import { showActivity } from '@cruddur/contract/activities'
import type { StreamEvent } from '@cruddur/contract/stream'
import type { QueryClient } from '@tanstack/react-query'
import { call } from '../call.ts'
import { threadQuery } from '../features/activities/activities.queries.ts'
import { bringForward, fadeOut } from '../features/activities/crud-changes.ts'
import { appendReply } from '../features/activities/crud-insert.ts'
import { addFresh, dropFresh, shortenFresh } from '../features/activities/fresh-cruds.ts'
import { isInHome } from '../features/activities/home-sync.ts'
import { isReacting } from '../features/activities/react.ts'
import { recount } from '../features/activities/recount.ts'
import { hearMessage } from '../features/messages/message-news.ts'
import { hearUnread } from '../features/notifications/unread.ts'
import { access } from '../session/access.ts'
import { session } from '../session/session.ts'
import { resync } from './resync.ts'

type Told<K extends StreamEvent['kind']> = Extract<StreamEvent, { kind: K }>

/** What was published from here is shown by whoever published it, as soon as the answer is there; milliseconds. */
const ownArrives = 3_000

const isOwn = (handle: string): boolean => {
  const now = session.get()
  return now.phase === 'member' && now.user.handle === handle
}

const count = (client: QueryClient, { uuid, handle }: Told<'crud'>): void => {
  const add = () => isInHome(client, uuid) || addFresh(uuid, handle)
  if (isOwn(handle)) setTimeout(add, ownArrives)
  else add()
}

/** A reply goes to the end of a thread that somebody looks at; it moves nothing there. */
const fetchReply = async (client: QueryClient, uuid: string, parent: string): Promise<void> => {
  const { queryKey } = threadQuery('', parent)
  if (client.getQueryCache().findAll({ queryKey, type: 'active' }).length === 0) return
  const reply = await call(showActivity, { uuid }).catch(() => undefined)
  if (reply) appendReply(client, reply, parent)
}

const recountUnlessGuessed = (client: QueryClient, told: Told<'counts'>): void => {
  const { uuid, replies_count, likes_count, reposts_count } = told
  recount(client, uuid, {
    replies_count,
    ...(!isReacting(uuid, 'like') && { likes_count }),
    ...(!isReacting(uuid, 'repost') && { reposts_count }),
  })
}

/** Brings what the page has in memory to where the server is. Hearing the same again changes nothing. */
export const applyEvent = (client: QueryClient, event: StreamEvent): void => {
  switch (event.kind) {
    case 'crud':
      if (event.reply_to_activity_uuid) fetchReply(client, event.uuid, event.reply_to_activity_uuid)
      else count(client, event)
      break
    case 'counts':
      recountUnlessGuessed(client, event)
      break
    case 'burnt':
      fadeOut(client, event.uuid)
      dropFresh(new Set([event.uuid]))
      break
    case 'shortened':
      bringForward(client, event.uuid, event.expires_at)
      shortenFresh(event.uuid, Date.parse(event.expires_at))
      break
    case 'notification':
      hearUnread(client, event.unread_count)
      break
    case 'message':
    case 'message_read':
    case 'message_lifetime':
      hearMessage(client, event)
      break
    case 'signed_out':
      // Asking for a new token tells whether this page is meant: it may have signed in again.
      access.renew(access.fresh()).catch(() => undefined)
      break
    case 'resync':
      resync(client)
  }
}
