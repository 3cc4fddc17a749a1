import type { Activity } from '@cruddur/contract/activities'
import type { IdempotencyKey } from '@cruddur/storage/idempotency/idempotency-key'
import { oncePerKey } from '@cruddur/storage/idempotency/once-per-key'
import type { Db } from '@cruddur/storage/postgres'
import type { Caller } from '../http/caller.ts'

export type KeyedRequest = {
  caller: Caller
  /** Without a key every request publishes. */
  key: IdempotencyKey | undefined
  /** Reads the crud that an earlier request published. */
  find(db: Db, uuid: string, sub: string): Promise<Activity | null>
}

/**
 * Publishes a crud once per key of its author.
 *
 * @throws AppError `idempotency_key_reused`, and what `publish` throws
 */
export function once(
  db: Db,
  { caller: { sub }, key, find }: KeyedRequest,
  publish: (db: Db) => Promise<Activity>,
): Promise<Activity> {
  if (!key) return publish(db)
  return oncePerKey(
    db,
    { kind: 'crud', owner: { sub }, key },
    { find: (transaction, uuid) => find(transaction, uuid, sub), make: publish },
  )
}
