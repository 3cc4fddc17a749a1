import { isUtf8 } from 'node:buffer'
import { AppError } from '@cruddur/contract/app-error'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { matchedRoute } from './matched-route.ts'

/**
 * Parses JSON bodies, the only kind there is. Bytes that are not UTF-8 get 400: decoded they would be stored as U+FFFD.
 * Where no body is expected, an empty one of any type is none: many clients send a content type with every request.
 */
export function parseJsonBodies(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (isNone(request, body)) return done(null)
    if (!isUtf8(body)) return done(new AppError('body_invalid'))
    parseJson(request, body.toString(), done)
  })
  app.addContentTypeParser<Buffer>('*', { parseAs: 'buffer' }, (request, body, done) => {
    done(isNone(request, body) ? null : new AppError('content_type_invalid'))
  })
}

function isNone(request: FastifyRequest, body: Buffer): boolean {
  if (body.length > 0) return false
  const { endpoint } = matchedRoute(request)
  return endpoint !== undefined && endpoint.body === undefined
}
