import { AppError } from '@cruddur/contract/app-error'
import type { FastifyInstance, FastifyRequest } from 'fastify'

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
export function identifyCallers(app: FastifyInstance, verify: VerifyToken) {
  app.decorateRequest('caller', null)
  return async (request: FastifyRequest): Promise<void> => {
    const endpoint = request.routeOptions.config.endpoint
    if (!endpoint || endpoint.caller === 'anyone') return
    const token = bearerToken(request.headers.authorization)
    request.caller = token ? await verify(token) : null
    if (endpoint.caller === 'member' && !request.caller) throw new AppError('generic_401')
  }
}

/** The token in a header such as `Bearer abc` (RFC 6750, any case, any number of spaces), or undefined. */
export function bearerToken(header: string | undefined): string | undefined {
  return /^Bearer +([\w.~+/=-]{1,8192}) *$/i.exec(header ?? '')?.[1]
}
