import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { serverClock } from '../../client/clock/server-clock.ts'
import { subscribeToTime } from '../../client/clock/ticker.ts'
import type { CrudPage } from '../../cruds/crud-list.ts'
import { type Trend, trendsQuery } from './search.queries.ts'

/** Between two fetches of trends that changed, in milliseconds. On a large server something is burnt every second. */
const minPauseMs = 30_000
/** Pages spread their fetches over so many milliseconds, so that they do not all come at once. */
const maxJitterMs = 3_000

let changed = false
let notBefore = 0

const jitter = () => Math.random() * maxJitterMs

/** A crud was burnt or shortened. It may have been one of those that a trend counts: only the server knows. */
export function trendsMayHaveChanged(): void {
  if (!changed) notBefore = Math.max(notBefore, serverClock.now() + jitter())
  changed = true
}

/** Guarantee 6: from now on trends are fetched again when a crud that they count may have expired or been burnt. */
export function watchTrends(client: QueryClient): void {
  const { queryKey } = trendsQuery
  subscribeToTime(() => {
    const query = client.getQueryCache().find<InfiniteData<CrudPage<Trend>>>({ queryKey })
    const now = serverClock.now()
    const trends = query?.state.data?.pages.flatMap(({ cruds }) => cruds) ?? []
    if (trends.some(({ counts_until }) => counts_until && Date.parse(counts_until) <= now)) changed = true
    if (!changed) return
    // Trends that nobody looks at are fetched when somebody does.
    if (!query?.isActive()) {
      changed = false
      client.removeQueries({ queryKey, type: 'inactive' })
    } else if (now >= notBefore && !document.hidden) {
      changed = false
      notBefore = now + minPauseMs + jitter()
      client.refetchQueries({ queryKey })
    }
  })
}
