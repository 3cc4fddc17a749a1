import type { FastifyInstance } from 'fastify'
import { createRequestLines } from '../telemetry/logs/request-lines.ts'
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
  const writeLine = createRequestLines(app.log)
  if (!writeLine) return
  app.addHook('onResponse', (request, reply, done) => {
    const { id, method, raw } = request
    const { url: route } = matchedRoute(request)
    writeLine(bindingsOf(id, raw.headers), {
      method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    })
    done()
  })
}
