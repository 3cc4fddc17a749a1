import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { ListPosition, Page } from '@cruddur/storage/page'
import type { Group, Message } from '../messages.port.ts'
import { groupFrom, groupKey, isAlive, listedFrom, lives, messageKey, N, positionIn, S } from './items.ts'
import type { Table } from './table.ts'

/** Items that the first query reads while it looks for a living message. Later ones read more. */
const itemsPerQuery = 25

export async function findGroup(table: Table, uuid: string, member: string, now: number): Promise<Group | null> {
  const item = await table.get(groupKey(uuid))
  return isAlive(item, now) ? groupFrom(item, member) : null
}

/** The query for a group's living messages, newest first. */
export const livingIn = (uuid: string, now: number) => ({
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :messages)',
  FilterExpression: lives,
  ExpressionAttributeValues: { ':pk': S(`GROUP#${uuid}`), ':messages': S('MSG#'), ':now': N(now) },
  ScanIndexForward: false,
})

/** Newest first. */
export async function listMessages(
  { table, keys }: { table: Table; keys: KeyRing },
  { uuid }: Group,
  { limit, after }: Page,
  now: number,
): Promise<Message[]> {
  const start = after && { ExclusiveStartKey: messageKey(uuid, after) }
  return (await table.query({ ...livingIn(uuid, now), ...start }, limit)).map((item) => listedFrom(keys, item))
}

/** Where the latest living message is, or null. */
export async function latestIn(table: Table, uuid: string, now: number): Promise<ListPosition | null> {
  for await (const { items } of table.pages({ ...livingIn(uuid, now), Limit: itemsPerQuery })) {
    if (items[0]) return positionIn(items[0])
  }
  return null
}

/** How many messages from the person the member has not read. */
export const countUnread = (table: Table, { uuid, person, read_at }: Group, now: number): Promise<number> =>
  table.count({
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :unread AND :end',
    FilterExpression: `${lives} AND #from = :person`,
    ExpressionAttributeNames: { '#from': 'from' },
    ExpressionAttributeValues: {
      ':pk': S(`GROUP#${uuid}`),
      // After every message of that instant: `~` sorts after all characters of a uuid.
      ':unread': S(`MSG#${read_at ?? ''}${read_at ? '#~' : ''}`),
      ':end': S('MSG#~'),
      ':now': N(now),
      ':person': S(person),
    },
  })
