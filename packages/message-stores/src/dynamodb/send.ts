import { lifetimeSeconds } from '@cruddur/contract/lifetimes'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { groupUuidOf } from '../group-uuid.ts'
import type { Group, Message, NewMessage } from '../messages.port.ts'
import { sealText } from '../sealed-messages.ts'
import { claimKey, findSent } from './idempotency.ts'
import { inboxWrites, isIndexedAt, isNew } from './inbox-index.ts'
import { deadline, groupFrom, groupKey, inboxPositionOf, isAlive, messageItem, N, S } from './items.ts'
import { createMessageUuids } from './message-uuid.ts'
import type { Item, Table, Write } from './table.ts'

/** A group expires so long after its last message. */
const groupLifetimeMs = 30 * 86_400_000

const messageUuid = createMessageUuids()

/** The group, or what DynamoDB has not erased yet of an expired one, or neither. */
type Found = { group: Group | null; leftover: Item | undefined }

/**
 * Writes the message, the group, its rows in both inboxes and the key in one transaction. If the group has changed since it
 * was read, nothing is written, and it is read again.
 */
export async function send(
  store: { table: Table; keys: KeyRing },
  message: NewMessage,
  known: Group | undefined,
  now: () => number,
): Promise<{ group: string; sent: Message; again: boolean }> {
  const { table, keys } = store
  const uuid = groupUuidOf(message.from, message.to)
  let found: Found | undefined = known && { group: known, leftover: undefined }
  for (;;) {
    found ??= await find(table, uuid, message.from, now())
    const { sent, writes } = sending(keys, uuid, message, found, now())
    const failed = await table.transact(writes)
    if (failed.size === 0) return { group: uuid, sent, again: false }
    const { from, key } = message
    const first = key && failed.has(writes.length - 1) ? await findSent(store, from, key, now()) : null
    if (first) return { group: uuid, sent: first, again: true }
    found = undefined
  }
}

async function find(table: Table, uuid: string, member: string, now: number): Promise<Found> {
  const item = await table.get(groupKey(uuid))
  return isAlive(item, now) ? { group: groupFrom(item, member), leftover: undefined } : { group: null, leftover: item }
}

function sending(
  keys: KeyRing,
  uuid: string,
  { from, to, text, key, ...message }: NewMessage,
  { group, leftover }: Found,
  now: number,
) {
  // Later than the message before, even if the clocks of our servers differ.
  const at = Math.max(now, group?.latest_at ? Date.parse(group.latest_at) + 1 : 0)
  const longest = lifetimeSeconds['30-days']
  const lifetime = Math.min(group?.lifetime ?? longest, message.lifetime ?? longest)
  const sent: Message = {
    uuid: messageUuid(at),
    from,
    text,
    created_at: new Date(at).toISOString(),
    expires_at: new Date(at + lifetime * 1000).toISOString(),
  }
  const members = [from, to].sort()
  const position = { at: sent.created_at, uuid: sent.uuid }
  const before = group ? group.last : leftover && inboxPositionOf(leftover)
  const writes: Write[] = [
    group ? changing(uuid, members, group, sent, at, lifetime) : creating(uuid, members, sent, at, now, lifetime),
    { Put: { Item: messageItem(uuid, sent, sealText(keys, sent)) } },
    ...inboxWrites({ uuid, members }, before, position, at + groupLifetimeMs),
    ...(key ? [claimKey(key, uuid, sent, now)] : []),
  ]
  return { sent, writes }
}

const sideOfSender = (members: string[], { from }: Message) => (members[0] === from ? 'one' : 'other')

function creating(uuid: string, members: string[], sent: Message, at: number, now: number, lifetime: number): Write {
  const [one = '', other = ''] = members
  return {
    Put: {
      Item: {
        ...groupKey(uuid),
        one: S(one),
        other: S(other),
        lifetime: N(lifetime),
        last_at: S(sent.created_at),
        last_uuid: S(sent.uuid),
        [`sent_${sideOfSender(members, sent)}`]: S(sent.created_at),
        ...deadline(at + groupLifetimeMs),
      },
      ConditionExpression: isNew,
      ExpressionAttributeValues: { ':now': N(now) },
    },
  }
}

function changing(uuid: string, members: string[], group: Group, sent: Message, at: number, lifetime: number): Write {
  const { gone_at, expires_at } = deadline(at + groupLifetimeMs)
  const { condition, values } = isIndexedAt(group.last)
  const side = sideOfSender(members, sent)
  return {
    Update: {
      Key: groupKey(uuid),
      UpdateExpression: `SET last_at = :at, sent_${side} = :at, last_uuid = :uuid, gone_at = :gone, expires_at = :expires,
        lifetime = :next`,
      ConditionExpression: `${condition} AND lifetime = :lifetime`,
      ExpressionAttributeValues: {
        ':at': S(sent.created_at),
        ':uuid': S(sent.uuid),
        ':gone': gone_at,
        ':expires': expires_at,
        ':lifetime': N(group.lifetime),
        ':next': N(lifetime),
        ...values,
      },
    },
  }
}
