import type { StreamEvent } from '@cruddur/contract/stream'
import type { QueryClient } from '@tanstack/react-query'
import { groupQuery, messagesKey } from './messages.queries.ts'
import { syncGroups } from './sync-groups.ts'
import { syncThread } from './thread-cache.ts'

type MessageEvent = Extract<StreamEvent, { message_group_uuid: string }>

/** Something happened in a group of the reader's: what of it is in memory is asked for anew. */
export function hearMessage(client: QueryClient, { kind, message_group_uuid: group }: MessageEvent): void {
  syncGroups(client)
  client.invalidateQueries(groupQuery(group))
  if (kind === 'message_lifetime') return
  syncThread(client, group)
  // Somebody may look at an empty thread that is one now.
  if (kind === 'message') client.invalidateQueries({ queryKey: [messagesKey, 'with'] })
}
