import { METHODS } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { matchedRoute } from '../../http/matched-route.ts'
import { type Distribution, observe } from './instruments.ts'
import { durationBounds, type Metrics } from './metrics.ts'

const methods = new Set(METHODS)

/** Measures every request by the route that it matched, never by its URL: there are too many, and they can hold words. */
export function measureRequests(
  app: FastifyInstance,
  {
    requestDuration,
    requestErrors,
    rateLimitRefusals,
  }: Pick<Metrics, 'requestDuration' | 'requestErrors' | 'rateLimitRefusals'>,
): void {
  const known = new Map<string, Distribution>()
  app.addHook('onResponse', (request, reply, done) => {
    const { url = 'none', endpoint } = matchedRoute(request)
    if (!endpoint?.streams) {
      const status = `${Math.floor(reply.statusCode / 100)}xx`
      const key = `${request.method} ${status} ${url}`
      let series = known.get(key)
      if (!series) {
        const method = methods.has(request.method) ? request.method : 'other'
        series = requestDuration.series([url, method, status])
        known.set(key, series)
      }
      observe(series, durationBounds, reply.elapsedTime / 1_000)
    }
    if (reply.statusCode === 500) requestErrors.add()
    if (reply.statusCode === 429)
      rateLimitRefusals.add([request.refusedBy || (endpoint?.streams ? 'streams' : 'attempts')])
    done()
  })
}
