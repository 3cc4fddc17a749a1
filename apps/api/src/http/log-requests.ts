import type { FastifyInstance } from 'fastify'
import { parseTraceparent, traceIdOf } from '../telemetry/tracing/trace-context.ts'

/**
 * Logs a line for each request: its number, its trace, route, status and time. Not the address, which can hold the words that a person searches
 * for, and no body: logs never hold a crud's words (guarantee 9).
 */
export function logRequests(app: FastifyInstance): void {
  // Every line of a request names it and its trace.
  app.setChildLoggerFactory((logger, bindings, options, { headers }) => {
    const traceId = parseTraceparent(headers.traceparent)?.traceId ?? traceIdOf(String(bindings.reqId))
    return logger.child({ ...bindings, traceId }, options)
  })
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request
    const line = { method, route: routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }
    request.log.info(line, 'request')
  })
}
