import type { Activity } from '@cruddur/contract/activities'
import type { QueryClient } from '@tanstack/react-query'
import { serverClock } from '../client/clock/server-clock.ts'
import { changeCruds } from './crud-cache.ts'

type Counts = Partial<Pick<Activity, 'likes_count' | 'reposts_count' | 'replies_count'>>

/** When the server last sent counts of a crud, in epoch milliseconds of its clock; for the latest cruds only. */
const countedAt = new Map<string, number>()
const maxRemembered = 300

/** Sets counts of a crud as the server sent them. */
export function recount(client: QueryClient, uuid: string, counts: Counts): void {
  countedAt.delete(uuid)
  countedAt.set(uuid, serverClock.now())
  for (const oldest of countedAt.keys()) {
    if (countedAt.size <= maxRemembered) break
    countedAt.delete(oldest)
  }
  changeCruds(client, (crud) => (crud.uuid === uuid ? { ...crud, ...counts } : crud))
}

/**
 * Counts a reply that was just published from here, unless the server has sent counts since `published`: those, or the
 * next ones, include it.
 */
export function countReply(client: QueryClient, parent: string, published: string): void {
  if ((countedAt.get(parent) ?? 0) >= Date.parse(published)) return
  changeCruds(client, (crud) => (crud.uuid === parent ? { ...crud, replies_count: crud.replies_count + 1 } : crud))
}
