import { createHmac, createSecretKey } from 'node:crypto'
import { AppError } from '@cruddur/contract/app-error'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { dayOf, nameOfDay } from '@cruddur/key-ring/minutes'
import type { IdempotencyKey } from '@cruddur/storage/idempotency/idempotency-key'
import type { FastifyRequest } from 'fastify'

/** How long a key is known. */
const lifetimeMs = 86_400_000

/**
 * The request's `Idempotency-Key` header, if it has one (draft-ietf-httpapi-idempotency-key-header). The request holds words, so its hash
 * needs a key that dies: that of the day in which the row of the key ends at the latest.
 *
 * @throws AppError `idempotency_key_invalid` unless it is 1 to 200 visible ASCII characters
 */
export function idempotencyKeyOf(keys: KeyRing, request: FastifyRequest): IdempotencyKey | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) throw new AppError('idempotency_key_invalid')
  const content = JSON.stringify([request.method, request.routeOptions.url, request.params, request.body])
  const hash = (day: string) =>
    createHmac('sha256', createSecretKey(keys.searchKey(day)))
      .update(content)
      .digest('hex')
  const now = new Date()
  const today = nameOfDay(dayOf(now))
  const tomorrow = nameOfDay(dayOf(new Date(now.getTime() + lifetimeMs)))
  // A first request of yesterday hashed with the key of today. It is gone when the database's clock is in the next day already.
  const earlier = keys.searchDays().includes(today) ? { earlierFingerprint: hash(today) } : {}
  return { key, fingerprint: hash(tomorrow), ...earlier }
}
