import { randomUUIDv7 } from 'node:crypto'
import type { Activity } from '@cruddur/contract/activities'
import { AppError } from '@cruddur/contract/app-error'
import { type Lifetime, lifetimeSeconds } from '@cruddur/contract/lifetimes'
import { parseMessage } from '@cruddur/contract/rich-text'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { openCruds, sealCrud } from '@cruddur/storage/cruds/sealed-cruds'
import { resealCruds } from '@cruddur/storage/cruds/sealed-cruds.store'
import type { IdempotencyKey } from '@cruddur/storage/idempotency/idempotency-key'
import type { Db } from '@cruddur/storage/postgres'
import type { Caller } from '../../http/caller.ts'
import { once } from '../../idempotency/idempotency.ts'
import { selectNow } from '../../keys/key-ring.store.ts'
import { requireAccount } from '../../people/require-account.ts'
import type { SealedActivity } from '../../visibility/activity-columns.ts'
import {
  deleteActivity,
  insertActivity,
  insertReply,
  selectActivity,
  selectDeadline,
  selectEndingTogether,
  selectIsOwn,
  updateDeadline,
} from './activities.store.ts'

/** What publishing needs: the database and the keys that words are sealed with. */
export type Stores = { db: Db; keys: KeyRing }

export function createActivity(
  { db, keys }: Stores,
  caller: Caller,
  { message, ttl }: { message: string; ttl: Lifetime },
  key?: IdempotencyKey,
): Promise<Activity> {
  const find = (db: Db, uuid: string, sub: string) => selectActivity(db, keys, uuid, sub)
  return once(db, { caller, key, find }, (db) =>
    publishSealed({ db, keys }, caller, { message, seconds: lifetimeSeconds[ttl] }),
  )
}

/**
 * Seals a crud and publishes it.
 *
 * @throws AppError `generic_401` for a token of a deleted account
 */
export async function publishSealed(
  { db, keys }: Stores,
  caller: Caller,
  { message, seconds }: { message: string; seconds: number },
): Promise<Activity> {
  const { mentions } = parseMessage(message)
  const uuid = randomUUIDv7()
  // The deadline is of the database's clock, and the words are sealed for its minute before the database is asked. This machine's
  // clock is right, but for the few milliseconds around the turn of a minute.
  for (let now = new Date(); ; now = await selectNow(db)) {
    const crud = sealCrud(keys, { uuid, message, endsAt: new Date(now.getTime() + seconds * 1000) })
    const activity = await insertActivity(db, { sub: caller.sub, crud, mentions, seconds })
    if (activity) return withMessage(activity, message)
    await requireAccount(db, caller)
  }
}

export function replyToActivity(
  { db, keys }: Stores,
  caller: Caller,
  { uuid: parent, message }: { uuid: string; message: string },
  key?: IdempotencyKey,
): Promise<Activity> {
  const find = (db: Db, uuid: string, sub: string) => selectActivity(db, keys, uuid, sub)
  return once(db, { caller, key, find }, async (db) => {
    const { mentions } = parseMessage(message)
    const uuid = randomUUIDv7()
    for (let before: number | undefined; ; ) {
      const endsAt = await selectDeadline(db, parent)
      // A deadline that is the same as before is not why there was no reply.
      if (!endsAt || endsAt.getTime() === before) break
      const crud = sealCrud(keys, { uuid, message, endsAt })
      const reply = await insertReply(db, { sub: caller.sub, crud, mentions, parent })
      if (reply) return withMessage(reply, message)
      before = endsAt.getTime()
    }
    await requireAccount(db, caller)
    throw new AppError('activity_not_found')
  })
}

export async function shortenActivity(
  { db, keys }: Stores,
  { sub }: Caller,
  { uuid, ttl, expires_at }: { uuid: string; ttl?: Lifetime | undefined; expires_at?: string | undefined },
): Promise<Activity> {
  await refuseUnlessOwn(db, uuid, sub)
  const seconds = ttl ? lifetimeSeconds[ttl] : null
  const activity = await inTransaction(db, async (transaction) => {
    const shortened = await updateDeadline(transaction, { uuid, sub, seconds, at: expires_at ?? null })
    if (shortened) await resealCruds(transaction, keys, await selectEndingTogether(transaction, uuid))
    return shortened && openCruds(keys, [shortened])[0]
  })
  if (activity) return activity
  throw new AppError(expires_at && Date.parse(expires_at) <= Date.now() ? 'expires_at_invalid' : 'ttl_not_shorter')
}

const inTransaction = <T>(db: Db, work: (transaction: Db) => Promise<T>): Promise<T> =>
  db.isTransaction ? work(db) : db.transaction().execute(work)

const withMessage = ({ sealed: _, ...activity }: SealedActivity, message: string): Activity => ({
  ...activity,
  message,
})

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
