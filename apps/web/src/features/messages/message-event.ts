import type { StreamEvent } from '@cruddur/contract/stream'
import type { QueryClient } from '@tanstack/react-query'
import { groupQuery, messagesKey } from './messages.queries.ts'
import { syncGroups } from './sync-groups.ts'
import { dropMessage, syncThread } from './thread-cache.ts'

type MessageEvent = Extract<StreamEvent, { message_group_uuid: string }>

/** Something happened in a conversation of the reader's: fetches again what of it is in the cache. */
export function applyMessageEvent(client: QueryClient, event: MessageEvent): void {
  const { kind, message_group_uuid: group } = event
  if (kind === 'message_burnt') {
    dropMessage(client, group, event.message_uuid)
    return
  }
  syncGroups(client)
  client.invalidateQueries(groupQuery(group))
  if (kind === 'message_lifetime') return
  syncThread(client, group)
  // A page may wait for the first message of a conversation, which makes it one.
  if (kind === 'message') client.invalidateQueries({ queryKey: [messagesKey, 'with'] })
}
