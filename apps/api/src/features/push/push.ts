import { AppError } from '@cruddur/contract/app-error'
import type { Input } from '@cruddur/contract/endpoint'
import type { subscribeToPush as contract } from '@cruddur/contract/push/push'
import type { Db } from '@cruddur/storage/postgres'
import type { Caller } from '../../http/caller.ts'
import { selectPersonBySub } from '../../people/people.store.ts'
import { encryptForBrowser } from '../../push/encryption.ts'
import { isOfPushService } from '../../push/push-services.ts'
import { deleteOldestSubscriptions, deleteSubscription, upsertSubscription } from './push.store.ts'

/**
 * Keeps a browser's subscription until the session of the caller ends.
 *
 * @param services the origins that the operator allows beside the known push services
 * @throws AppError `push_service_unknown`, `push_subscription_invalid`, `generic_401`
 */
export async function subscribeToPush(
  { db, services }: { db: Db; services: readonly string[] },
  { sub, sessionId = null }: { sub: Caller['sub']; sessionId?: string | null | undefined },
  subscription: Input<typeof contract>,
): Promise<void> {
  if (!isOfPushService(subscription.endpoint, services)) throw new AppError('push_service_unknown')
  if (!areUsable(subscription)) throw new AppError('push_subscription_invalid')
  const person = await selectPersonBySub(db, sub)
  if (!person) throw new AppError('generic_401')
  await upsertSubscription(db, { ...subscription, user: person.uuid, sessionId })
  await deleteOldestSubscriptions(db, person.uuid)
}

/** @throws AppError `generic_401` */
export async function unsubscribeFromPush(db: Db, { sub }: Pick<Caller, 'sub'>, endpoint: string): Promise<void> {
  const person = await selectPersonBySub(db, sub)
  if (!person) throw new AppError('generic_401')
  await deleteSubscription(db, person.uuid, endpoint)
}

/** Whether something can be encrypted for these keys: some points are on no curve. */
function areUsable({ p256dh, auth }: Input<typeof contract>): boolean {
  try {
    encryptForBrowser('', { p256dh: Buffer.from(p256dh, 'base64url'), auth: Buffer.from(auth, 'base64url') })
    return true
  } catch {
    return false
  }
}
