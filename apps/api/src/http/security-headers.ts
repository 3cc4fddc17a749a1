import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { streamPositionHeader } from '@cruddur/contract/stream-position'
import cors from '@fastify/cors'
import type { FastifyInstance } from 'fastify'
import helmet from 'helmet'

export type SecurityOptions = {
  /** Pages of these origins may read replies. */
  origins: string[]
  /** Whether people reach us over HTTPS. */
  secure: boolean
  /** Where our pages call the API, if it is not where they come from. */
  apiOrigin: string | undefined
}

const exposedHeaders = ['link', 'retry-after', 'date', 'age', streamPositionHeader]

/**
 * Sets headers that every reply has: which pages may read it, and that our pages load scripts, styles and images from us
 * alone. They are worked out once.
 */
export async function setSecurityHeaders(app: FastifyInstance, options: SecurityOptions): Promise<void> {
  const fixed = fixedHeaders(options)
  // Before the hook of `cors`, which adds to the header `vary`.
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(fixed)
    // No cache may keep a crud past its deadline, and no other reply of the API is worth caching. By the route that matched,
    // because the text of an address can say the same in many ways.
    if (request.routeOptions.config.endpoint) reply.header('cache-control', 'no-store')
    done()
  })
  await app.register(cors, {
    origin: options.origins,
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['authorization', 'content-type', 'idempotency-key', 'last-event-id', 'traceparent'],
    exposedHeaders,
    credentials: true,
    maxAge: 600,
    strictPreflight: false,
  })
}

/** The headers of a reply that is written without Fastify's hooks: the same that these would set. */
export function replyHeadersFor(options: SecurityOptions): (origin: string | undefined) => OutgoingHttpHeaders {
  const others = {
    ...fixedHeaders(options),
    vary: 'Origin',
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': exposedHeaders.join(', '),
  }
  const known = new Map(options.origins.map((origin) => [origin, { ...others, 'access-control-allow-origin': origin }]))
  return (origin) => (origin && known.get(origin)) || others
}

function fixedHeaders({ secure, apiOrigin }: SecurityOptions): Record<string, string> {
  const headers: Record<string, string> = {
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  }
  const setHeaders = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", ...(apiOrigin ? [apiOrigin] : [])],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  })
  const response = new ServerResponse(new IncomingMessage(new Socket()))
  setHeaders(response.req, response, (error) => {
    if (error) throw error
  })
  return Object.assign(headers, response.getHeaders())
}
