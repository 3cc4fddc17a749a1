import type { Activity } from '@cruddur/contract/activities'
import { AppError } from '@cruddur/contract/app-error'
import { type Lifetime, lifetimeSeconds } from '@cruddur/contract/lifetimes'
import { parseMessage } from '@cruddur/contract/rich-text'
import type { IdempotencyKey } from '@cruddur/storage/idempotency/idempotency-key'
import type { Db } from '@cruddur/storage/postgres'
import type { Caller } from '../../http/caller.ts'
import { once } from '../../idempotency/idempotency.ts'
import { requireAccount } from '../../people/require-account.ts'
import {
  deleteActivity,
  insertActivity,
  insertReply,
  selectActivity,
  selectIsOwn,
  updateDeadline,
} from './activities.store.ts'

export function createActivity(
  db: Db,
  caller: Caller,
  { message, ttl }: { message: string; ttl: Lifetime },
  key?: IdempotencyKey,
): Promise<Activity> {
  return once(db, { caller, key, find: selectActivity }, async (db) => {
    const activity = await insertActivity(db, {
      sub: caller.sub,
      message,
      seconds: lifetimeSeconds[ttl],
      ...parseMessage(message),
    })
    // A token of a deleted account.
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
  return once(db, { caller, key, find: selectActivity }, async (db) => {
    const reply = await insertReply(db, { sub: caller.sub, message, parent: uuid, ...parseMessage(message) })
    if (reply) return reply
    await requireAccount(db, caller)
    throw new AppError('activity_not_found')
  })
}

export async function shortenActivity(
  db: Db,
  { sub }: Caller,
  { uuid, ttl, expires_at }: { uuid: string; ttl?: Lifetime | undefined; expires_at?: string | undefined },
): Promise<Activity> {
  await refuseUnlessOwn(db, uuid, sub)
  const seconds = ttl ? lifetimeSeconds[ttl] : null
  const activity = await updateDeadline(db, { uuid, sub, seconds, at: expires_at ?? null })
  if (activity) return activity
  throw new AppError(expires_at && Date.parse(expires_at) <= Date.now() ? 'expires_at_invalid' : 'ttl_not_shorter')
}

export async function burnActivity(db: Db, { sub }: Caller, { uuid }: { uuid: string }): Promise<{ uuid: string }> {
  await refuseUnlessOwn(db, uuid, sub)
  if (!(await deleteActivity(db, uuid, sub))) throw new AppError('activity_not_found')
  return { uuid }
}

async function refuseUnlessOwn(db: Db, uuid: string, sub: string): Promise<void> {
  const own = await selectIsOwn(db, uuid, sub)
  if (own === null) {
    await requireAccount(db, { sub })
    throw new AppError('activity_not_found')
  }
  if (!own) throw new AppError('generic_403')
}
