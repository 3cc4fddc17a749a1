import type { Group } from '../messages.port.ts'
import { isIndexedAt } from './inbox-index.ts'
import { groupKey, inboxKey, inboxPositionOf, N, required, S } from './items.ts'
import type { Key, Table } from './table.ts'

/** Moves the read mark of the member forward, to the latest message at most. False if it did not move. */
export function markRead(table: Table, { uuid, member, person, last }: Group, upTo?: string): Promise<boolean> {
  if (!last) return Promise.resolve(false)
  const mark = upTo && upTo < last.at ? upTo : last.at
  const read = `read_${member < person ? 'one' : 'other'}`
  return table.update({
    Key: groupKey(uuid),
    UpdateExpression: `SET ${read} = :mark`,
    ConditionExpression: `attribute_exists(pk) AND (attribute_not_exists(${read}) OR ${read} < :mark)`,
    ExpressionAttributeValues: { ':mark': S(mark) },
  })
}

/** Shortens the lifetime of messages that are sent from now on. False if that would not be shorter. */
export const shorten = (table: Table, { uuid }: Group, seconds: number): Promise<boolean> =>
  table.update({
    Key: groupKey(uuid),
    UpdateExpression: 'SET lifetime = :seconds',
    ConditionExpression: 'attribute_exists(pk) AND lifetime > :seconds',
    ExpressionAttributeValues: { ':seconds': N(seconds) },
  })

const allIn = (pk: string) => ({
  KeyConditionExpression: 'pk = :pk',
  ExpressionAttributeValues: { ':pk': S(pk) },
  ProjectionExpression: 'pk, sk, #group',
  ExpressionAttributeNames: { '#group': 'group' },
})

/** Removes every group of a person, with its messages and its row in the other member's inbox, and the person's keys. */
export async function forget(table: Table, person: string): Promise<void> {
  for await (const { items } of table.pages(allIn(`INBOX#${person}`))) {
    for (const row of items) await forgetGroup(table, required(row, 'group'))
    await table.deleteAll(items.map(keyOf))
  }
  for await (const { items } of table.pages(allIn(`KEY#${person}`))) await table.deleteAll(items.map(keyOf))
}

/**
 * Removes a group with its messages and its rows in both inboxes. The rows go last, because a group is found by them: if this
 * is stopped anywhere, it can be repeated. If somebody sends in the group meanwhile, it repeats itself.
 */
export async function forgetGroup(table: Table, uuid: string): Promise<void> {
  for (;;) {
    const group = await table.get(groupKey(uuid))
    for await (const { items } of table.pages(allIn(`GROUP#${uuid}`))) {
      await table.deleteAll(items.map(keyOf).filter(({ sk }) => sk.S !== groupKey(uuid).sk.S))
    }
    if (!group) return
    const position = inboxPositionOf(group)
    const { condition, values } = isIndexedAt(position)
    const failed = await table.transact([
      {
        Delete: {
          Key: groupKey(uuid),
          ConditionExpression: condition,
          ...(position && { ExpressionAttributeValues: values }),
        },
      },
      ...['one', 'other'].map((side) => ({ Delete: { Key: inboxKey(required(group, side), uuid, position) } })),
    ])
    if (failed.size === 0) return
  }
}

const keyOf = ({ pk, sk }: Record<string, unknown>) => ({ pk, sk }) as Key
