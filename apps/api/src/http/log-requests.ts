import type { FastifyInstance } from 'fastify'
import { matchedRoute } from './matched-route.ts'
import { bindingsOf, RequestLog } from './request-log.ts'

/**
 * Logs a line for each request: its number, its trace, route, status and time. Not the address, which can hold the words that a person searches
 * for, and no body: logs never hold a crud's words (guarantee 9).
 */
export function logRequests(app: FastifyInstance): void {
  app.setChildLoggerFactory((logger, bindings, _options, { headers }) => {
    return new RequestLog(logger, String(bindings.reqId), headers)
  })
  app.addHook('onResponse', (request, reply, done) => {
    const { url: route } = matchedRoute(request)
    const ms = Math.round(reply.elapsedTime)
    const { reqId, traceId } = bindingsOf(request.id, request.raw.headers)
    app.log.info({ reqId, traceId, method: request.raw.method, route, status: reply.statusCode, ms }, 'request')
    done()
  })
}
