import type { Activity } from '@cruddur/contract/activities'
import type { QueryClient } from '@tanstack/react-query'
import { serverClock } from '../client/clock/server-clock.ts'
import { fadeMs } from '../time/life.ts'
import { changeCruds } from './crud-cache.ts'

function withEarlierEnd(crud: Activity, deadline: string): Activity {
  return Date.parse(deadline) < Date.parse(crud.expires_at) ? { ...crud, expires_at: deadline } : crud
}

/**
 * Lets a crud and its replies end at `deadline`, unless they end sooner: an event that comes late or twice prolongs
 * nothing.
 */
export function bringForward(client: QueryClient, uuid: string, deadline: string): void {
  changeCruds(client, (crud) =>
    crud.uuid === uuid || crud.reply_to_activity_uuid === uuid ? withEarlierEnd(crud, deadline) : crud,
  )
}

/** Fades a burnt crud and its replies from the page. */
export function fadeOut(client: QueryClient, uuid: string): void {
  bringForward(client, uuid, new Date(serverClock.now() + fadeMs).toISOString())
}

/** Removes from the cache what somebody wrote or reposted. */
export function dropPerson(client: QueryClient, handle: string): void {
  changeCruds(client, (crud) => (crud.handle === handle || crud.reposted_by?.handle === handle ? null : crud))
}
