import { type DirectMessage, readMessages } from '@cruddur/contract/messages'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { call } from '../../client/call.ts'
import { keepGroup } from './thread-cache.ts'
import { isUnread } from './thread-pages.ts'

/** Marks messages as read while the reader looks at the end of the thread. */
export function useReading(group: string, messages: readonly DirectMessage[], self: string, looks: boolean): void {
  const client = useQueryClient()
  const seen = messages.findLast((message) => isUnread(message, self))?.created_at
  useEffect(() => {
    if (!(seen && looks)) return
    const read = async () => {
      if (document.hidden) return
      // When it fails, the messages stay unread, and the next look tries again.
      const reply = await call(readMessages, { message_group_uuid: group, created_at: seen }).catch(() => undefined)
      if (reply) keepGroup(client, reply)
    }
    read()
    document.addEventListener('visibilitychange', read)
    return () => document.removeEventListener('visibilitychange', read)
  }, [client, group, seen, looks])
}
