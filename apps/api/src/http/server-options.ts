import { randomUUID } from 'node:crypto'
import { type FastifyHttpOptions, LogController, type RawServerDefault } from 'fastify'
import { sendError } from './error-handler.ts'

export type ServerLimits = {
  /** Bytes of a request's body. */
  body: number
  /** Milliseconds in which a request must have arrived whole; its headers must come sooner. */
  request: number
}

/** Bounds on everything that a stranger can make long, large or slow: Fastify's and Node's own defaults leave some open. */
export const serverOptions = (limits: ServerLimits, trustProxy: string[]): FastifyHttpOptions<RawServerDefault> => ({
  bodyLimit: limits.body,
  requestTimeout: limits.request,
  connectionTimeout: limits.request * 2,
  keepAliveTimeout: 65_000,
  http: {
    headersTimeout: Math.min(10_000, limits.request),
    // How often Node looks for requests that are late. Its default of 30 s would be the real timeout.
    connectionsCheckingInterval: Math.min(2_000, limits.request),
    maxHeaderSize: 16_384,
  },
  // Addresses, never a number of hops, which a client can forge (see docs of TRUST_PROXY).
  trustProxy: trustProxy.length > 0 ? trustProxy : false,
  routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
  genReqId: () => randomUUID(),
  requestIdHeader: false,
  // A line a request is written by log-requests.ts, with the route instead of the address.
  logController: new LogController({ disableRequestLogging: true }),
  return503OnClosing: true,
  forceCloseConnections: 'idle',
  frameworkErrors: (error, request, reply) => void sendError(error, request, reply),
})
