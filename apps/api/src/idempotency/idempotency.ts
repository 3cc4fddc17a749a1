import type { Activity } from '@cruddur/contract/activities'
import { AppError } from '@cruddur/contract/app-error'
import type { Db } from '@cruddur/storage/postgres'
import { selectActivity } from '../features/activities/activities.store.ts'
import type { Caller } from '../http/caller.ts'
import { insertKey, selectKeyForUpdate, updateKey, updateKeyActivity } from './idempotency.store.ts'
import type { IdempotencyKey } from './idempotency-key.ts'

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
    const first = await firstAnswer(transaction, caller, key)
    if (first) return first
    const activity = await publish(transaction)
    await updateKeyActivity(transaction, caller.sub, key, activity)
    return activity
  })
}

/** What was published under the key, or null: then the key is this request's. */
async function firstAnswer(db: Db, { sub }: Caller, key: IdempotencyKey): Promise<Activity | null> {
  if (await insertKey(db, sub, key)) return null
  const used = await selectKeyForUpdate(db, sub, key)
  // A token that outlived its account, or a key that was erased between the two statements: the client may try again.
  if (!used) throw new AppError('generic_401')
  // A statement of its own, because the one that waited for the key cannot see what was published meanwhile.
  const activity = used.counts && used.activity_uuid ? await selectActivity(db, used.activity_uuid, sub) : null
  if (!activity) await updateKey(db, sub, key)
  else if (used.fingerprint !== key.fingerprint) throw new AppError('idempotency_key_reused')
  return activity
}
