import { streamPositionHeader } from '@cruddur/contract/stream-position'
import type { FastifyInstance } from 'fastify'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
const requestHeaders = ['authorization', 'content-type', 'idempotency-key', 'last-event-id', 'traceparent']
const replyHeaders = ['link', 'retry-after', 'date', 'age', streamPositionHeader]
/** Seconds for which a browser need not ask again whether it may call. */
const preflightSeconds = 600

/** Headers that every reply has, whoever asks: caches must not give one origin the reply to another. */
export const crossOriginHeaders: Record<string, string> = {
  vary: 'Origin',
  'access-control-allow-credentials': 'true',
  'access-control-expose-headers': replyHeaders.join(', '),
}

/** Says to a page of an origin that it may read the reply. */
export const allowOriginHeader = 'access-control-allow-origin'

/**
 * Answers `OPTIONS` for every address, before anything else is looked at: browsers ask without a token whether a page may
 * call (https://fetch.spec.whatwg.org/#cors-preflight-fetch). The hook that sets the headers of every reply runs first.
 */
export function answerPreflights(app: FastifyInstance): void {
  const headers = {
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': requestHeaders.join(', '),
    'access-control-max-age': String(preflightSeconds),
    // Safari waits for a body without it.
    'content-length': '0',
  }
  app.addHook('onRequest', (request, reply, done) => {
    if (request.raw.method !== 'OPTIONS') return done()
    reply.code(204).headers(headers).send()
  })
  // The hook answers. Without a route `OPTIONS` would count as a request for what is not there.
  app.options('*', (_request, reply) => reply.code(204).send())
}
