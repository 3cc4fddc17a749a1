import { AppError } from '@cruddur/contract/app-error'
import type { IdempotencyKey } from '@cruddur/storage/idempotency/idempotency-key'
import type { ListPosition } from '@cruddur/storage/page'
import type { Message } from '../messages.port.ts'
import { isNew } from './inbox-index.ts'
import { deadline, isAlive, keyKey, messageFrom, messageKey, N, required, S } from './items.ts'
import type { Table, Write } from './table.ts'

/** Milliseconds that a key counts at most. */
const keyLifetime = 24 * 3_600_000

/** Takes a key for a message that is being sent, by reference, unless it is taken. It counts no longer than that lives. */
export function taking({ key, fingerprint }: IdempotencyKey, group: string, message: Message, now: number): Write {
  const times = deadline(Math.min(now + keyLifetime, Date.parse(message.expires_at)))
  const reference = { group: S(group), at: S(message.created_at), message: S(message.uuid) }
  return {
    Put: {
      Item: { ...keyKey(message.from, key), fingerprint: S(fingerprint), ...reference, ...times },
      ConditionExpression: isNew,
      ExpressionAttributeValues: { ':now': N(now) },
    },
  }
}

/**
 * What was sent under a key that is taken. When that is no more the key is free again: null.
 *
 * @throws AppError `idempotency_key_reused`
 */
export async function sentUnder(
  table: Table,
  person: string,
  { key, fingerprint }: IdempotencyKey,
  now: number,
): Promise<Message | null> {
  const taken = await table.get(keyKey(person, key))
  if (!isAlive(taken, now)) return null
  const position: ListPosition = { at: required(taken, 'at'), uuid: required(taken, 'message') }
  const item = await table.get(messageKey(required(taken, 'group'), position))
  if (!isAlive(item, now)) await table.deleteAll([keyKey(person, key)])
  else if (required(taken, 'fingerprint') !== fingerprint) throw new AppError('idempotency_key_reused')
  return isAlive(item, now) ? messageFrom(item) : null
}
