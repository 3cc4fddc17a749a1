import type { QueryClient } from '@tanstack/react-query'
import { serverClock } from '../client/clock/server-clock.ts'
import { subscribeToTime } from '../client/clock/ticker.ts'
import { changeCruds, dropExpired } from './crud-cache.ts'
import { hasKnownEnds, withKnownEnd } from './known-ends.ts'

/** From now on no crud stays in the cache for longer than a tick after its deadline, whether it is shown or not. */
export function startExpirySweeper(client: QueryClient): void {
  const sweep = () => dropExpired(client, serverClock.now())
  subscribeToTime(sweep)
  // A reply may arrive late, with cruds that expired, were burnt or were shortened on the way.
  client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success') return
    if (hasKnownEnds()) changeCruds(client, withKnownEnd)
    sweep()
  })
}
