import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from './app-error.ts'

/** Who asks: what a verified access token says, and nothing that would need the database. */
export type Caller = {
  /** The token's subject, which is `users.cognito_user_uuid`. */
  sub: string
  /** The session that the token belongs to (`origin_jti`). A token need not name one. */
  sessionId?: string
}

/** Tells whose an access token is, or null when it is not to be trusted, for whatever reason. */
export type VerifyToken = (token: string) => Promise<Caller | null>

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null
  }
}

/**
 * Settles who asks before anything of the request's body is read. The endpoint says what a bad token means: a 401 where
 * a member is needed, a visitor elsewhere.
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

/** The token of a header such as `Bearer abc` (RFC 6750, any case, any number of spaces), or undefined. */
export const bearerToken = (header: string | undefined): string | undefined =>
  /^Bearer +([\w.~+/=-]{1,8192}) *$/i.exec(header ?? '')?.[1]
