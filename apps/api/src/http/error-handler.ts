import { AppError } from '@cruddur/contract/app-error'
import type { ErrorCode } from '@cruddur/contract/errors'
import { KeyGone, KeyTooFar } from '@cruddur/key-ring/key-ring.port'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isDatabaseUnavailable, isOfSuspendedPerson, loggable } from '../database/database-errors.ts'

/** What the framework refuses by itself, in our codes. */
const frameworkCodes: Record<string, ErrorCode> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'body_invalid',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'body_invalid',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'body_invalid',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'content_type_invalid',
  FST_ERR_BAD_URL: 'not_found',
  FST_ERR_MAX_PARAM_LENGTH: 'not_found',
}

/** What the files of the web app refuse by the conditions of a request. */
const fileCodes: Record<number, ErrorCode> = { 412: 'precondition_failed', 416: 'range_invalid' }

/** Seconds after which a database that went away may well be back. */
const retryAfter = 2

/** The one place where errors become replies: always the array of codes. */
export function replyWithErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => sendError(error, request, reply))
}

export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = asAppError(error)
  if (refusal.status >= 500) {
    const { method, routeOptions } = request
    request.log.error({ error: loggable(error), method, route: routeOptions?.url }, 'request failed')
  }
  if (refusal.retryAfter) reply.header('retry-after', String(refusal.retryAfter))
  const range = (error as { headers?: Record<string, string> } | null)?.headers?.['Content-Range']
  if (refusal.status === 416 && range) reply.header('content-range', range)
  // The handler may have set it for the reply that it did not send.
  reply.removeHeader('link')
  return reply
    .status(refusal.status)
    .header('content-type', 'application/json; charset=utf-8')
    .header('cache-control', 'no-store')
    .serializer(JSON.stringify)
    .send(refusal.codes)
}

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (isOfSuspendedPerson(error)) return new AppError('suspended')
  // The database's clock was set back or runs ahead of the keys: neither lasts.
  if (error instanceof KeyGone || error instanceof KeyTooFar)
    return new AppError('database_unavailable', { retryAfter })
  if (isDatabaseUnavailable(error)) return new AppError('database_unavailable', { retryAfter })
  const { code = '', statusCode = 500 } = error as { code?: string; statusCode?: number }
  const known = frameworkCodes[code] ?? fileCodes[statusCode]
  if (known) return new AppError(known)
  // Broken JSON comes as a SyntaxError with a status and no code.
  return new AppError(statusCode >= 400 && statusCode < 500 ? 'body_invalid' : 'generic_500')
}
