import { AppError } from '@cruddur/contract/app-error'
import type { FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyRequest {
    /** The limit that refused the request with 429, if one of this layer did. */
    refusedBy: RefusedBy | ''
  }
}

export type RefusedBy = 'address' | 'site' | 'person' | 'seldom' | 'address_turns' | 'person_turns' | 'unread'

/** An error for a request that a limit refuses, which the request then names. */
export function refusal(request: FastifyRequest, limit: RefusedBy, retryAfterSeconds: number): AppError {
  request.refusedBy = limit
  return new AppError('rate_limited', { retryAfter: retryAfterSeconds })
}
