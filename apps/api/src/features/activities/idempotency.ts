import { createHash } from 'node:crypto'
import type { Activity } from '@cruddur/contract/activities'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyRequest } from 'fastify'
import { AppError } from '../../app-error.ts'
import type { Caller } from '../../caller.ts'
import { selectActivity } from './activities.store.ts'
import { claimKey, fulfilKey, selectKey } from './idempotency.store.ts'

/** What the caller calls this request, and what the request is, so that a retry can be told from another request. */
export type IdempotencyKey = { key: string; fingerprint: string }

/**
 * The request's `Idempotency-Key`, if it has one (draft-ietf-httpapi-idempotency-key-header).
 *
 * @throws AppError `idempotency_key_invalid` unless it is 1 to 200 visible ASCII characters
 */
export function idempotencyKeyOf(request: FastifyRequest): IdempotencyKey | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) throw new AppError('idempotency_key_invalid')
  const said = JSON.stringify([request.method, request.routeOptions.url, request.params, request.body])
  return { key, fingerprint: createHash('sha256').update(said).digest('hex') }
}

/**
 * Publishes once per key: a retry is answered with what the first try published, for 24 hours and never longer than that
 * lives. Tries at the same time queue up at the key's row. A try that fails leaves no key behind.
 */
export async function once(
  db: Db,
  caller: Caller,
  key: IdempotencyKey | undefined,
  publish: (db: Db) => Promise<Activity>,
): Promise<Activity> {
  if (!key) return publish(db)
  return db.transaction().execute(async (transaction) => {
    if (await claimKey(transaction, caller.sub, key)) {
      const activity = await publish(transaction)
      await fulfilKey(transaction, caller.sub, key, activity)
      return activity
    }
    const first = await selectKey(transaction, caller.sub, key)
    if (!first) throw new AppError('generic_401')
    if (first.fingerprint !== key.fingerprint) throw new AppError('idempotency_key_reused')
    const activity = first.activity_uuid && (await selectActivity(transaction, first.activity_uuid))
    if (!activity) throw new AppError('activity_not_found')
    return activity
  })
}
