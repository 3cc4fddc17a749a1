import { isUtf8 } from 'node:buffer'
import { AppError } from '@cruddur/contract/app-error'
import type { FastifyInstance } from 'fastify'

/** Parses JSON bodies, the only kind there is. Bytes that are not UTF-8 get 400: decoded they would be stored as U+FFFD. */
export function parseJsonBodies(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (!isUtf8(body as Buffer)) return done(new AppError('body_invalid'))
    parseJson(request, body.toString(), done)
  })
}
