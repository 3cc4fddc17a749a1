import { METHODS } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { type MatchedRoute, matchedRoute } from '../../http/matched-route.ts'
import { type Distribution, observe } from './instruments.ts'
import { durationBounds, type Metrics } from './metrics.ts'

const methods = new Set(METHODS)

/** The series of a route for one method, by the first digit of the status. */
type SeriesOfRoute = { method: string; byDigit: Distribution[] }

/** Measures every request by the route that it matched, never by its URL: there are too many, and they can hold words. */
export function measureRequests(
  app: FastifyInstance,
  {
    requestDuration,
    requestErrors,
    rateLimitRefusals,
  }: Pick<Metrics, 'requestDuration' | 'requestErrors' | 'rateLimitRefusals'>,
): void {
  // By the route's own object, because joining the labels costs more than counting.
  const known = new Map<MatchedRoute, SeriesOfRoute>()

  function seriesOf(route: MatchedRoute, method: string, digit: number): Distribution {
    let series = known.get(route)
    // What matches no route can have any method. The latest is remembered.
    if (series?.method !== method) {
      series = { method, byDigit: [] }
      known.set(route, series)
    }
    series.byDigit[digit] ??= requestDuration.series([
      route.url ?? 'none',
      methods.has(method) ? method : 'other',
      `${digit}xx`,
    ])
    return series.byDigit[digit]
  }

  app.addHook('onResponse', (request, reply, done) => {
    const route = matchedRoute(request)
    const { statusCode } = reply
    if (!route.endpoint?.streams) {
      const series = seriesOf(route, request.method, Math.floor(statusCode / 100))
      observe(series, durationBounds, reply.elapsedTime / 1_000)
    }
    if (statusCode === 500) requestErrors.add()
    if (statusCode === 429)
      rateLimitRefusals.add([request.refusedBy || (route.endpoint?.streams ? 'streams' : 'attempts')])
    done()
  })
}
