import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { runInSpan, type Span } from './span.ts'
import { parseTraceparent, traceIdOf } from './trace-context.ts'
import type { Tracing } from './tracing.ts'

const spans = new WeakMap<IncomingMessage, Span>()

/**
 * Records each request as a span that is named by its route, never by its address, which can hold the words that a person
 * searches for. Spans of work for the request become its children. A stream has no end, so it has no span. Register it
 * before every other hook.
 */
export function traceRequests(app: FastifyInstance, tracing: Tracing | null | undefined): void {
  if (!tracing) return
  app.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.config.endpoint?.streams) return done()
    const span = startSpan(tracing, request)
    spans.set(request.raw, span)
    if (span.startChild) {
      const end = () => endSpan(span, reply.statusCode)
      reply.raw.once('finish', end)
      // If the client disconnected there is no 'finish'.
      reply.raw.once('close', end)
    }
    runInSpan(span, done)
  })
  // Code that runs after the body was read would have the context of the socket.
  app.addHook('preValidation', (request, _reply, done) => {
    const span = spans.get(request.raw)
    if (span) runInSpan(span, done)
    else done()
  })
}

function startSpan(tracing: Tracing, { id, method, headers, routeOptions, protocol }: FastifyRequest): Span {
  const route = routeOptions.url
  return tracing.startTrace(route ? `${method} ${route}` : method, {
    kind: 'server',
    caller: parseTraceparent(headers.traceparent),
    traceId: traceIdOf(id),
    attributes: {
      'http.request.method': method,
      'url.scheme': protocol,
      ...(route && { 'http.route': route }),
    },
  })
}

function endSpan(span: Span, status: number): void {
  span.setAttributes({ 'http.response.status_code': status })
  if (status >= 500) span.fail(String(status))
  span.end()
}
