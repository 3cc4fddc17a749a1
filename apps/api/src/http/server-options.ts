import { randomUUID } from 'node:crypto'
import { type FastifyHttpOptions, LogController, type RawServerDefault } from 'fastify'
import { routableAddress } from './address.ts'
import { sendError } from './error-handler.ts'
import { trustedProxies } from './trusted-proxies.ts'

export type ServerLimits = {
  /** Bytes of a request's body. */
  body: number
  /** Milliseconds in which a whole request must have arrived. Its headers must arrive sooner. */
  request: number
}

const maxHeaderBytes = 16_384

/** Limits on everything that a client can make long, large or slow. The defaults of Fastify and Node lack some. */
export function serverOptions(limits: ServerLimits, trustProxy: string[]): FastifyHttpOptions<RawServerDefault> {
  return {
    bodyLimit: limits.body,
    requestTimeout: limits.request,
    connectionTimeout: limits.request * 2,
    keepAliveTimeout: 65_000,
    http: {
      headersTimeout: Math.min(10_000, limits.request),
      // How often Node looks for late requests. With its default of 30 s the timeouts above would not hold.
      connectionsCheckingInterval: Math.min(2_000, limits.request),
      maxHeaderSize: maxHeaderBytes,
    },
    // Addresses, never a number of hops: a client could forge the header then.
    trustProxy: trustProxy.length > 0 ? trustedProxies(trustProxy) : false,
    // No longer than headers may be, so no parameter is too long for the router. Schemas refuse long ones, with their codes.
    routerOptions: { maxParamLength: maxHeaderBytes, ignoreTrailingSlash: true },
    rewriteUrl: ({ url = '/' }) => routableAddress(url),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    // log-requests.ts logs requests, with the route instead of the address.
    logController: new LogController({ disableRequestLogging: true }),
    return503OnClosing: true,
    forceCloseConnections: 'idle',
    frameworkErrors: (error, request, reply) => void sendError(error, request, reply),
  }
}
