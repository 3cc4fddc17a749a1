import { AppError } from '@cruddur/contract/app-error'
import type { Endpoint } from '@cruddur/contract/endpoint'
import type { FastifyInstance, FastifyRequest, HookHandlerDoneFunction, onRequestHookHandler } from 'fastify'
import { matchedRoute } from './matched-route.ts'

/** Who calls: the claims of a verified access token, and nothing that would need the database. */
export type Caller = {
  /** The token's subject, which is `users.cognito_user_uuid`. */
  sub: string
  /** The session that the token belongs to (`origin_jti`). A token need not name one. */
  sessionId?: string
  /** When the token was issued (`iat`), in seconds since 1970. */
  issuedAt?: number
}

/**
 * Returns whose an access token is, or null when it is not valid, for whatever reason. A promise only where this server does not
 * remember it.
 */
export type VerifyToken = (token: string) => Caller | null | Promise<Caller | null>

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null
  }
}

/**
 * Finds out who calls before the request's body is read. A bad token is answered with 401 where the endpoint requires a
 * member; elsewhere the caller counts as a visitor.
 *
 * @returns the hook that sets `request.caller`
 */
export function identifyCallers(app: FastifyInstance, verify: VerifyToken): onRequestHookHandler {
  app.decorateRequest('caller', null)
  return (request, _reply, done) => {
    const { endpoint } = matchedRoute(request)
    if (!endpoint || endpoint.caller === 'anyone') return done()
    const token = bearerToken(request.headers.authorization)
    const caller = token ? verify(token) : null
    if (caller instanceof Promise) caller.then((found) => goOn(request, found, endpoint, done), done)
    else goOn(request, caller, endpoint, done)
  }
}

function goOn(request: FastifyRequest, caller: Caller | null, endpoint: Endpoint, done: HookHandlerDoneFunction): void {
  request.caller = caller
  if (!caller && endpoint.caller === 'member') done(new AppError('generic_401'))
  else done()
}

/**
 * The token in a header such as `Bearer abc` (RFC 6750, any case, any number of spaces), or undefined. Its characters are looked at
 * when it is verified, and not for each request: that would take as long as to find one that is remembered.
 */
export function bearerToken(header: string | undefined): string | undefined {
  const scheme = /^Bearer +/i.exec(header ?? '')?.[0]
  return scheme && header?.slice(scheme.length).trimEnd()
}
