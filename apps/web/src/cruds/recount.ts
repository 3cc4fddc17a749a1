import type { Activity } from '@cruddur/contract/activities'
import type { QueryClient } from '@tanstack/react-query'
import { serverClock } from '../client/clock/server-clock.ts'
import { changeCruds } from './crud-cache.ts'

type Counts = Partial<Pick<Activity, 'likes_count' | 'reposts_count' | 'replies_count'>>

/** When the server last told the counts of a crud, by its own clock; of the latest few hundred. */
const toldAt = new Map<string, number>()
const most = 300

/** A crud counts anew, wherever it stands, as the server tells. */
export function recount(client: QueryClient, uuid: string, counts: Counts): void {
  toldAt.delete(uuid)
  toldAt.set(uuid, serverClock.now())
  for (const oldest of toldAt.keys()) {
    if (toldAt.size <= most) break
    toldAt.delete(oldest)
  }
  changeCruds(client, (crud) => (crud.uuid === uuid ? { ...crud, ...counts } : crud))
}

/**
 * Counts a reply that was just published from here, unless the server has told the count since: then the reply is in it,
 * or in what it tells next.
 */
export function countReply(client: QueryClient, parent: string, published: string): void {
  if ((toldAt.get(parent) ?? 0) >= Date.parse(published)) return
  changeCruds(client, (crud) => (crud.uuid === parent ? { ...crud, replies_count: crud.replies_count + 1 } : crud))
}
