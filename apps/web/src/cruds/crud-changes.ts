import type { QueryClient } from '@tanstack/react-query'
import { serverClock } from '../client/clock/server-clock.ts'
import { fadeMs } from '../time/life.ts'
import { changeCruds } from './crud-cache.ts'
import { rememberEnd, withKnownEnd } from './known-ends.ts'

/**
 * Lets a crud and its replies end at `deadline`, unless they end sooner: an event that comes late or twice prolongs
 * nothing. It holds for replies that are on their way, too.
 */
export function bringForward(client: QueryClient, uuid: string, deadline: string): void {
  rememberEnd(uuid, deadline, serverClock.now())
  changeCruds(client, withKnownEnd)
}

/** Fades a burnt crud and its replies from the page. */
export function fadeOut(client: QueryClient, uuid: string): void {
  bringForward(client, uuid, new Date(serverClock.now() + fadeMs).toISOString())
}

/** Removes from the cache what somebody wrote or reposted. */
export function dropPerson(client: QueryClient, handle: string): void {
  changeCruds(client, (crud) => (crud.handle === handle || crud.reposted_by?.handle === handle ? null : crud))
}
