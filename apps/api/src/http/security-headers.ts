import type { IncomingMessage, ServerResponse } from 'node:http'
import { streamPositionHeader } from '@cruddur/contract/stream-position'
import cors from '@fastify/cors'
import type { FastifyInstance } from 'fastify'
import helmet from 'helmet'

export type SecurityOptions = {
  /** The origins whose pages may read replies. */
  origins: string[]
  /** Whether people reach us over HTTPS. */
  secure: boolean
  /** Where our pages call the API, if that is not where they come from. */
  apiOrigin: string | undefined
}

/** The headers that every reply has: our pages load scripts, styles and images from us alone. Worked out once. */
export function securityHeaders({ secure, apiOrigin }: Omit<SecurityOptions, 'origins'>): Record<string, string> {
  const headers: Record<string, string> = {
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  }
  const keep = (name: string, value: unknown) => {
    headers[name.toLowerCase()] = String(value)
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
        workerSrc: ["'self'"],
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
  const response = { setHeader: keep, removeHeader() {} } as unknown as ServerResponse
  setHeaders({} as IncomingMessage, response, (error) => {
    if (error) throw error
  })
  return headers
}

/** Sets the headers that every reply has, and lets pages of other origins read replies. */
export async function setSecurityHeaders(app: FastifyInstance, options: SecurityOptions) {
  const headers = securityHeaders(options)
  // No cache may keep a crud past its deadline, and no other reply of the API is worth caching. By the route that matched,
  // because the text of an address can say the same in many ways.
  const ofEndpoints = { ...headers, 'cache-control': 'no-store' }
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(request.routeOptions.config.endpoint ? ofEndpoints : headers)
    done()
  })
  await app.register(cors, {
    origin: options.origins,
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['authorization', 'content-type', 'idempotency-key', 'last-event-id', 'traceparent'],
    exposedHeaders: ['link', 'retry-after', 'date', 'age', streamPositionHeader],
    credentials: true,
    maxAge: 600,
    strictPreflight: false,
  })
}
