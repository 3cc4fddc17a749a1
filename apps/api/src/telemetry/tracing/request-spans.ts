import type { FastifyInstance, FastifyRequest } from 'fastify'
import { matchedRoute } from '../../http/matched-route.ts'
import { runInSpan, type Span, type SpanOptions } from './span.ts'
import type { Tracing } from './tracing.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Null when nothing is traced. */
    span: Span | null
  }
}

/**
 * Records each request as a span that is named by its route, never by its address, which can hold the words that a person
 * searches for. Spans of work for the request become its children. A stream has no end, and what has no limit does
 * nothing worth a look, such as health checks: they have no span. Register it before every other hook.
 */
export function traceRequests(app: FastifyInstance, tracing: Tracing | null | undefined): void {
  if (!tracing) return
  app.decorateRequest('span', null)
  app.addHook('onRequest', (request, reply, done) => {
    const { endpoint } = matchedRoute(request)
    if (endpoint?.streams || endpoint?.unlimited) return done()
    const span = startSpan(tracing, request)
    request.span = span
    // What is not recorded has no context of its own until its handler runs (use-case-spans.ts): with one, each tick that Node
    // schedules for the request takes several times as long.
    if (!span.startChild) return done()
    const end = () => endSpan(span, reply.statusCode)
    reply.raw.once('finish', end)
    // If the client disconnected there is no 'finish'.
    reply.raw.once('close', end)
    runInSpan(span, done)
  })
  // Code that runs after the body was read would have the context of the socket.
  app.addHook('preValidation', ({ span, method }, _reply, done) => {
    if (span?.startChild && method !== 'GET') runInSpan(span, done)
    else done()
  })
}

function startSpan(tracing: Tracing, request: FastifyRequest): Span {
  const origin = { traceparent: request.raw.headers.traceparent, requestId: request.id }
  return tracing.startTrace(origin, () => describe(request))
}

function describe(request: FastifyRequest): SpanOptions & { name: string } {
  const { method, protocol } = request
  const { url: route } = matchedRoute(request)
  return {
    name: route ? `${method} ${route}` : method,
    kind: 'server',
    attributes: {
      'http.request.method': method,
      'url.scheme': protocol,
      ...(route && { 'http.route': route }),
    },
  }
}

function endSpan(span: Span, status: number): void {
  span.setAttributes({ 'http.response.status_code': status })
  if (status >= 500) span.fail(String(status))
  span.end()
}
