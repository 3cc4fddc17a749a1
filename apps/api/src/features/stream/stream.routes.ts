import type { OutgoingHttpHeaders } from 'node:http'
import { Socket } from 'node:net'
import { openStream } from '@cruddur/contract/stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { decodeJwt } from 'jose'
import { bearerToken } from '../../http/caller.ts'
import { addressKey } from '../../http/rate-limits.ts'
import { createAdmission } from './admission.ts'
import type { StreamReader } from './hearing.ts'
import { createStreamClient } from './stream-client.ts'
import { createStreamHub, type StreamPorts } from './stream-hub.ts'
import { selectReaderUuid } from './subjects.store.ts'

/** Milliseconds. Proxies hang up on what is silent for a minute or less. */
const heartbeat = 15_000
const keepAliveAfter = 30_000

/**
 * Registered like the endpoints of route.ts, with the same hooks; only the reply has no end. It ends with the token that
 * opened it, so that what ends a session ends it too, as soon as that ends the use of the token.
 */
export type StreamRoutesPorts = StreamPorts & {
  /** Sessions that ended a short time ago: their streams end at once. */
  endedSessions: { has(sessionId: string): boolean; subscribe(onEnded: () => void): () => void }
}

export function streamRoutes(app: FastifyInstance, ports: StreamRoutesPorts, options = { heartbeat }): void {
  const hub = createStreamHub(ports, options.heartbeat)
  const admit = createAdmission()
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
      // Who has left while their token was looked at leaves no second time.
      if (reply.raw.destroyed) return reply.hijack()
      const free = admit({ sub: request.caller?.sub, address: addressKey(request.ip) })
      reply.raw.once('close', free)
      const client = createStreamClient(
        reply.raw,
        await readerOf(request),
        tokenEnd(request),
        request.caller?.sessionId,
      )
      reply.raw.once('close', () => hub.leave(client))
      const first = await hub.join(client, lastEventId(request))
      begin(request, reply)
      client.open(first)
      // The session may have ended while the stream was opened.
      endSessions()
      // It may have gone before anybody listened for that.
      if (client.isOver()) hub.leave(client)
    },
  })

  async function readerOf({ caller }: FastifyRequest): Promise<StreamReader> {
    const uuid = caller && (await selectReaderUuid(ports.db, caller.sub))
    return uuid ? { uuid, sub: caller.sub } : null
  }
}

const lastEventId = ({ headers }: FastifyRequest): string | undefined => {
  const given = headers['last-event-id']
  return Array.isArray(given) ? given[0] : given
}

/** When the token that was verified ends, in milliseconds since 1970. A visitor's stream has no end. */
function tokenEnd({ caller, headers }: FastifyRequest): number {
  const token = caller && bearerToken(headers.authorization)
  const { exp = 0 } = token ? decodeJwt(token) : { exp: Number.POSITIVE_INFINITY }
  return exp * 1000
}

function begin({ raw: { socket } }: FastifyRequest, reply: FastifyReply): void {
  // The limits on slow requests are over: it has come. Whether anybody is there is for TCP to find out. What a test
  // injects has no socket.
  if (socket instanceof Socket) socket.setTimeout(0).setKeepAlive(true, keepAliveAfter)
  reply.hijack()
  if (reply.raw.destroyed) return
  reply.raw.writeHead(200, {
    ...(reply.getHeaders() as OutgoingHttpHeaders),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // Nginx and what is built on it would wait for more.
    'x-accel-buffering': 'no',
    connection: 'close',
  })
}
