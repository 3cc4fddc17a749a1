import { streamPositionHeader } from '@cruddur/contract/stream-position'
import cors from '@fastify/cors'
import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'

/**
 * Sets headers that every reply has: which pages may read it, and that our pages load scripts, styles and images from us
 * alone.
 *
 * @param options `origins` may read replies; `secure` says whether people reach us over HTTPS; our pages call the API at
 *   `apiOrigin`, if it is not where they come from
 */
export async function setSecurityHeaders(
  app: FastifyInstance,
  options: { origins: string[]; secure: boolean; apiOrigin: string | undefined },
) {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", ...(options.apiOrigin ? [options.apiOrigin] : [])],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        ...(options.secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: options.secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
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
  app.addHook('onRequest', async (request, reply) => {
    // No cache may keep a crud past its deadline, and no other reply of the API is worth caching. By the route that matched,
    // because the text of an address can say the same in many ways.
    if (request.routeOptions.config.endpoint) reply.header('cache-control', 'no-store')
    reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
  })
}
