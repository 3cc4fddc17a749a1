import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { Archived, ArchivedGroup } from '../archive/archived-group.ts'
import type { MessageSource } from '../archive/message-source.port.ts'
import type { MessageTarget } from '../archive/message-target.port.ts'
import type { Message } from '../messages.port.ts'
import { sealTextUnlessOver } from '../sealed-messages.ts'
import { forgetGroup } from './change.ts'
import { inboxWrites, isIndexedAt } from './inbox-index.ts'
import {
  deadline,
  groupKey,
  inboxPositionOf,
  isAlive,
  lives,
  messageFrom,
  messageItem,
  N,
  required,
  S,
} from './items.ts'
import { createTable, type Item, type Key } from './table.ts'

type Options = { client: DynamoDBClient; table: string; keys: KeyRing; now?: () => number }

export function createDynamodbArchive({
  client,
  table: name,
  keys,
  now = Date.now,
}: Options): MessageSource & MessageTarget {
  const table = createTable(client, name)

  async function find(uuid: string): Promise<Archived | null> {
    const item = await table.get(groupKey(uuid))
    return isAlive(item, now()) ? { group: archivedFrom(item), messages: await messagesIn(uuid) } : null
  }

  /** Living messages, oldest first. */
  async function messagesIn(uuid: string): Promise<Message[]> {
    const found: Message[] = []
    const lookup = {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :messages)',
      FilterExpression: lives,
      ExpressionAttributeValues: { ':pk': S(`GROUP#${uuid}`), ':messages': S('MSG#'), ':now': N(now()) },
    }
    for await (const { items } of table.pages(lookup)) found.push(...items.flatMap((item) => messageFrom(keys, item)))
    return found
  }

  /** Nothing where the message is over, so that its key is destroyed. */
  const sealedIn = (group: string) => (message: Message) => {
    const sealed = sealTextUnlessOver(keys, message)
    return sealed ? [messageItem(group, message, sealed)] : []
  }

  return {
    find,
    async *groupsOf(person) {
      const lookup = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': S(`INBOX#${person}`) } }
      for await (const { items } of table.pages(lookup)) {
        for (const row of items) {
          const archived = await find(required(row, 'group'))
          if (archived?.group.one === person) yield archived
        }
      }
    },
    async restore({ group, messages }) {
      await table.putAll(messages.flatMap(sealedIn(group.uuid)))
      const before = await table.get(groupKey(group.uuid))
      const merged = merge(isAlive(before, now()) ? archivedFrom(before) : undefined, group)
      const all = await messagesIn(group.uuid)
      const from = before && inboxPositionOf(before)
      const last = all.at(-1)
      const position = last ? { at: last.created_at, uuid: last.uuid } : null
      const { condition, values } =
        from === undefined ? { condition: 'attribute_not_exists(pk)', values: {} } : isIndexedAt(from)
      const failed = await table.transact([
        {
          Put: {
            Item: groupItem(merged, all),
            ConditionExpression: condition,
            ...(from && { ExpressionAttributeValues: values }),
          },
        },
        ...inboxWrites(
          { uuid: group.uuid, members: [group.one, group.other] },
          from,
          position,
          Date.parse(merged.expires_at),
        ),
      ])
      if (failed.size > 0) throw new Error('somebody writes in the table at the same time')
    },
    remove: ({ uuid }) => forgetGroup(table, uuid),
  }
}

function archivedFrom(item: Item): ArchivedGroup {
  return {
    uuid: required(item, 'pk').slice('GROUP#'.length),
    one: required(item, 'one'),
    other: required(item, 'other'),
    lifetime: Number(item['lifetime']?.N),
    one_read_at: item['read_one']?.S ?? null,
    other_read_at: item['read_other']?.S ?? null,
    expires_at: new Date(Number(item['gone_at']?.N)).toISOString(),
  }
}

const later = (one: string | null, other: string | null) => ((one ?? '') > (other ?? '') ? one : other)

const merge = (before: ArchivedGroup | undefined, group: ArchivedGroup): ArchivedGroup =>
  before
    ? {
        ...group,
        lifetime: Math.min(before.lifetime, group.lifetime),
        one_read_at: later(before.one_read_at, group.one_read_at),
        other_read_at: later(before.other_read_at, group.other_read_at),
        expires_at: later(before.expires_at, group.expires_at) as string,
      }
    : group

function groupItem(group: ArchivedGroup, messages: Message[]): Item {
  const last = messages.at(-1)
  const sentBy = (person: string) => messages.findLast(({ from }) => from === person)?.created_at
  const texts = {
    one: group.one,
    other: group.other,
    last_at: last?.created_at,
    last_uuid: last?.uuid,
    sent_one: sentBy(group.one),
    sent_other: sentBy(group.other),
    read_one: group.one_read_at ?? undefined,
    read_other: group.other_read_at ?? undefined,
  }
  const attributes = Object.entries(texts).flatMap(([name, text]) => (text ? [[name, S(text)]] : []))
  return {
    ...(groupKey(group.uuid) as Item & Key),
    ...Object.fromEntries(attributes),
    lifetime: N(group.lifetime),
    ...deadline(Date.parse(group.expires_at)),
  }
}
