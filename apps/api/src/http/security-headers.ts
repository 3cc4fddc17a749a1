import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import helmet from 'helmet'
import { allowOriginHeader, answerPreflights, crossOriginHeaders } from './cross-origin.ts'
import { matchedRoute } from './matched-route.ts'

export type SecurityOptions = {
  /** The origins whose pages may read replies. */
  origins: string[]
  /** Whether people reach us over HTTPS. */
  secure: boolean
  /** Where our pages call the API, if that is not where they come from. */
  apiOrigin: string | undefined
}

/** Our pages load scripts, styles and images from us alone. */
function securityHeaders({ secure, apiOrigin }: SecurityOptions): Record<string, string> {
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

/** The headers of a reply to a page of an origin, or to whoever names none. Worked out once: the objects are shared. */
export type HeadersOfReply = (origin: string | undefined) => Record<string, string>

/**
 * The headers that every reply has, with those by which pages of our own origins may read it.
 *
 * @param more further headers
 */
export function headersOfReplies(options: SecurityOptions, more: Record<string, string> = {}): HeadersOfReply {
  const headers = { ...securityHeaders(options), ...crossOriginHeaders, ...more }
  const ofOrigins = new Map(options.origins.map((origin) => [origin, { ...headers, [allowOriginHeader]: origin }]))
  return (origin) => (origin === undefined ? headers : (ofOrigins.get(origin) ?? headers))
}

/** Sets the headers that every reply has, and lets pages of other origins read replies. */
export function setSecurityHeaders(app: FastifyInstance, options: SecurityOptions): void {
  const headersOf = headersOfReplies(options)
  // No cache may keep a crud past its deadline, and no other reply of the API is worth caching. By the route that matched,
  // because the text of an address can say the same in many ways.
  const headersOfEndpoint = headersOfReplies(options, { 'cache-control': 'no-store' })
  app.addHook('onRequest', (request, reply, done) => {
    const { origin } = request.raw.headers
    reply.headers(matchedRoute(request).endpoint ? headersOfEndpoint(origin) : headersOf(origin))
    done()
  })
  answerPreflights(app)
}
