import { AppError } from '@cruddur/contract/app-error'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { type IdempotencyKey, isSameRequest } from '@cruddur/storage/idempotency/idempotency-key'
import type { ListPosition } from '@cruddur/storage/page'
import type { Message } from '../messages.port.ts'
import { isNew } from './inbox-index.ts'
import { deadline, idempotencyItemKey, isAlive, messageFrom, messageKey, N, required, S } from './items.ts'
import type { Table, Write } from './table.ts'

const maxKeyLifetimeMs = 24 * 3_600_000

/** The write that takes a key for a message, by reference, unless it is taken. The key expires with the message at the latest. */
export function claimKey({ key, fingerprint }: IdempotencyKey, group: string, message: Message, now: number): Write {
  const times = deadline(Math.min(now + maxKeyLifetimeMs, Date.parse(message.expires_at)))
  const reference = { group: S(group), at: S(message.created_at), message: S(message.uuid) }
  return {
    Put: {
      Item: { ...idempotencyItemKey(message.from, key), fingerprint: S(fingerprint), ...reference, ...times },
      ConditionExpression: isNew,
      ExpressionAttributeValues: { ':now': N(now) },
    },
  }
}

/**
 * The message that was sent with a key that is taken. Null if it is gone: the key is then free again.
 *
 * @throws AppError `idempotency_key_reused`
 */
export async function findSent(
  { table, keys }: { table: Table; keys: KeyRing },
  person: string,
  wanted: IdempotencyKey,
  now: number,
): Promise<Message | null> {
  const taken = await table.get(idempotencyItemKey(person, wanted.key))
  if (!isAlive(taken, now)) return null
  const position: ListPosition = { at: required(taken, 'at'), uuid: required(taken, 'message') }
  const item = await table.get(messageKey(required(taken, 'group'), position))
  if (!isAlive(item, now)) await table.deleteAll([idempotencyItemKey(person, wanted.key)])
  else if (!isSameRequest(wanted, required(taken, 'fingerprint'))) throw new AppError('idempotency_key_reused')
  return (isAlive(item, now) && messageFrom(keys, item)[0]) || null
}
