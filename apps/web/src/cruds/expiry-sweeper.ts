import type { QueryClient } from '@tanstack/react-query'
import { serverClock } from '../client/clock/server-clock.ts'
import { subscribeToTime } from '../client/clock/ticker.ts'
import { dropExpired } from './crud-cache.ts'

/** From now on nothing in memory outlives its end by more than a tick, whether it is shown or not. */
export function startReaper(client: QueryClient): void {
  subscribeToTime(() => dropExpired(client, serverClock.now()))
  // A page may arrive late, with cruds that died on the way.
  client.getQueryCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'success') dropExpired(client, serverClock.now())
  })
}
