import type { Activity } from '@cruddur/contract/activities'
import { type Lifetime, lifetimeSeconds } from '@cruddur/contract/lifetimes'
import type { Db } from '@cruddur/storage/postgres'
import { AppError } from '../../app-error.ts'
import type { Caller } from '../../caller.ts'
import { insertActivity, insertReply, selectActivity } from './activities.store.ts'
import { type IdempotencyKey, once } from './idempotency.ts'

export function createActivity(
  db: Db,
  caller: Caller,
  { message, ttl }: { message: string; ttl: Lifetime },
  key?: IdempotencyKey,
): Promise<Activity> {
  return once(db, caller, key, async (db) => {
    const activity = await insertActivity(db, { sub: caller.sub, message, seconds: lifetimeSeconds[ttl] })
    // A token that outlived its account.
    if (!activity) throw new AppError('generic_401')
    return activity
  })
}

export function replyToActivity(
  db: Db,
  caller: Caller,
  { uuid, message }: { uuid: string; message: string },
  key?: IdempotencyKey,
): Promise<Activity> {
  return once(db, caller, key, async (db) => {
    const reply = await insertReply(db, { sub: caller.sub, message, parent: uuid })
    if (reply) return reply
    // Nothing was written: say which of the two is missing.
    throw new AppError((await selectActivity(db, uuid)) ? 'generic_401' : 'activity_not_found')
  })
}
