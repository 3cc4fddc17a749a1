import { AppError } from '@cruddur/contract/app-error'
import type { FastifyInstance, onRequestHookHandler } from 'fastify'
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

/** Returns whose an access token is, or null when it is not valid, for whatever reason. */
export type VerifyToken = (token: string) => Promise<Caller | null>

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
    const isRequired = endpoint.caller === 'member'
    const token = bearerToken(request.headers.authorization)
    if (!token) return isRequired ? done(new AppError('generic_401')) : done()
    verify(token).then((caller) => {
      request.caller = caller
      if (isRequired && !caller) done(new AppError('generic_401'))
      else done()
    }, done)
  }
}

/** The token in a header such as `Bearer abc` (RFC 6750, any case, any number of spaces), or undefined. */
export function bearerToken(header: string | undefined): string | undefined {
  return /^Bearer +([\w.~+/=-]{1,8192}) *$/i.exec(header ?? '')?.[1]
}
