import type { OutgoingHttpHeaders } from 'node:http'
import { openStream } from '@cruddur/contract/stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { decodeJwt } from 'jose'
import { bearerToken, type Caller } from '../../http/caller.ts'
import type { HeadersOfReply } from '../../http/security-headers.ts'
import { selectPersonBySub } from '../../people/people.store.ts'
import type { Metrics } from '../../telemetry/metrics/metrics.ts'
import { createAdmission } from './admission.ts'
import type { StreamReader } from './audience-filter.ts'
import { StreamClient } from './stream-client.ts'
import { createStreamHub, type StreamPorts } from './stream-hub.ts'
import { beginReply, takeConnection } from './wire.ts'

/** Some proxies close a connection that is silent for a minute or less. */
const defaultHeartbeatMs = 15_000

/**
 * Registered like the endpoints of route.ts, with the same hooks, but the reply has no end. It ends with the access token
 * that opened it.
 */
export type StreamRoutesPorts = StreamPorts & {
  /** Sessions that ended a short time ago: their streams end at once. */
  endedSessions: { has(caller: Caller): boolean; subscribe(onEnded: () => void): () => void }
  metrics: Pick<Metrics, 'streamsOpen'>
}

export type StreamOptions = {
  heartbeatMs?: number
  /** A stream ends after its first events, or after so many milliseconds without any. Undefined: it stays open. */
  maxMs?: number | undefined
  /** The headers of every reply. A stream writes its head itself. */
  headersOf?: HeadersOfReply
}

export function streamRoutes(
  app: FastifyInstance,
  ports: StreamRoutesPorts,
  { heartbeatMs = defaultHeartbeatMs, maxMs, headersOf = () => ({}) }: StreamOptions = {},
): void {
  const hub = createStreamHub(ports, { heartbeatMs, endsAfterEvents: maxMs !== undefined })
  const admit = createAdmission()
  ports.metrics.streamsOpen.from(() => [{ values: [], value: hub.size() }])
  const endSessions = () => hub.endSessions(ports.endedSessions.has)
  const unsubscribe = ports.endedSessions.subscribe(endSessions)
  app.addHook('preClose', () => {
    unsubscribe()
    return hub.close()
  })

  app.route({
    method: openStream.method,
    url: openStream.path,
    config: { endpoint: openStream },
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      // A client that left while its token was verified gives no second 'close'.
      if (reply.raw.destroyed) return reply.hijack()
      const free = admit({ sub: request.caller?.sub, address: request.client.subscriber })
      let client: StreamClient | undefined
      const leave = () => {
        free()
        if (client) hub.leave(client)
      }
      reply.raw.once('close', leave)
      const reader = await streamReaderOf(request)
      client = new StreamClient({ reader, caller: request.caller, until: tokenEnd(request) })
      const first = await hub.join(client, lastEventId(request))
      reply.hijack()
      // It may have left before there was a client.
      if (reply.raw.destroyed) return hub.leave(client)
      const headers = { ...headersOf(request.headers.origin), ...headersOfStream(reply) }
      if (maxMs === undefined) {
        client.open(takeConnection(reply.raw, headers, leave), first)
      } else {
        client.open(beginReply(reply.raw, headers), first)
        finishLater(client, reply, maxMs)
      }
      // The session may have ended while the stream was opened.
      endSessions()
    },
  })

  async function streamReaderOf({ caller }: FastifyRequest): Promise<StreamReader> {
    const person = caller && (await selectPersonBySub(ports.db, caller.sub))
    return person && { uuid: person.uuid, sub: caller.sub }
  }
}

function lastEventId({ headers }: FastifyRequest): string | undefined {
  const header = headers['last-event-id']
  return Array.isArray(header) ? header[0] : header
}

/** When the verified token expires, in milliseconds since 1970. Infinity for a visitor. */
function tokenEnd({ caller, headers }: FastifyRequest): number {
  const token = caller && bearerToken(headers.authorization)
  const { exp = 0 } = token ? decodeJwt(token) : { exp: Number.POSITIVE_INFINITY }
  return exp * 1000
}

/** For gateways that hold a reply back until it is complete. */
function finishLater(client: StreamClient, { raw }: FastifyReply, afterMs: number): void {
  const timer = setTimeout(() => client.finish(), afterMs).unref()
  raw.once('close', () => clearTimeout(timer))
}

const headersOfStream = (reply: FastifyReply): OutgoingHttpHeaders => ({
  ...(reply.getHeaders() as OutgoingHttpHeaders),
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // Nginx would buffer the reply.
  'x-accel-buffering': 'no',
  connection: 'close',
})
