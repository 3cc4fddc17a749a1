import type { IncomingMessage, OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from 'node:http'
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

type WriteHead = ServerResponse['writeHead']

/**
 * A `writeHead` of replies that have these headers beside their own, which win. Node gets them as one list. Given to Fastify they
 * would be copied into an object for each reply, which takes three times as long: with so many properties V8 makes it a hash table.
 */
function writeHeadWith(headers: Record<string, string>): WriteHead {
  const standing = Object.entries(headers)
  const list: OutgoingHttpHeader[] = standing.flat()
  function writeHead(this: ServerResponse, status: number, own: OutgoingHttpHeaders = {}): ServerResponse {
    // A file that is streamed has its own set before.
    const taken = [...Object.keys(own), ...this.getHeaderNames()]
    const all = taken.some((name) => name in headers)
      ? standing.filter(([name]) => !taken.includes(name)).flat<OutgoingHttpHeader[][]>()
      : list.slice()
    for (const name in own) {
      const value = own[name]
      if (value !== undefined) all.push(name, value)
    }
    return Object.getPrototypeOf(this).writeHead.call(this, status, all)
  }
  return writeHead as WriteHead
}

/** Gives every reply the headers that all have, and lets pages of other origins read replies. */
export function setSecurityHeaders(app: FastifyInstance, options: SecurityOptions): void {
  const headersOf = headersOfReplies(options)
  // No cache may keep a crud past its deadline, and no other reply of the API is worth caching. By the route that matched,
  // because the text of an address can say the same in many ways.
  const headersOfEndpoint = headersOfReplies(options, { 'cache-control': 'no-store' })
  /** By the headers, of which there are few: `headersOf` gives the same object each time. */
  const known = new Map<Record<string, string>, WriteHead>()
  function writeHeadOf(headers: Record<string, string>): WriteHead {
    const found = known.get(headers)
    if (found) return found
    const writeHead = writeHeadWith(headers)
    known.set(headers, writeHead)
    return writeHead
  }
  app.addHook('onRequest', (request, reply, done) => {
    const { origin } = request.raw.headers
    reply.raw.writeHead = writeHeadOf(matchedRoute(request).endpoint ? headersOfEndpoint(origin) : headersOf(origin))
    done()
  })
  answerPreflights(app)
}
