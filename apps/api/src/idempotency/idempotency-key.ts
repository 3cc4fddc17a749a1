import { createHash } from 'node:crypto'
import { AppError } from '@cruddur/contract/app-error'
import type { IdempotencyKey } from '@cruddur/storage/idempotency/idempotency-key'
import type { FastifyRequest } from 'fastify'

/**
 * The request's `Idempotency-Key` header, if it has one (draft-ietf-httpapi-idempotency-key-header).
 *
 * @throws AppError `idempotency_key_invalid` unless it is 1 to 200 visible ASCII characters
 */
export function idempotencyKeyOf(request: FastifyRequest): IdempotencyKey | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) throw new AppError('idempotency_key_invalid')
  const content = JSON.stringify([request.method, request.routeOptions.url, request.params, request.body])
  return { key, fingerprint: createHash('sha256').update(content).digest('hex') }
}
