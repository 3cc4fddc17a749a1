import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { messageLimit } from '@cruddur/contract/activities'
import { lifetimeSeconds } from '@cruddur/contract/lifetimes'
import { codePoints } from '@cruddur/contract/text'
import type { Archived, ArchivedGroup } from '../archive/archived-group.ts'
import type { MessageSource } from '../archive/message-source.port.ts'
import { groupUuidOf } from '../group-uuid.ts'
import type { Message } from '../messages.port.ts'
import { required, S } from './items.ts'
import { createTable, type Item, type Key } from './table.ts'

type Options = { client: DynamoDBClient; table: string; now?: () => number }

const monthMs = lifetimeSeconds['30-days'] * 1000

/**
 * The table of the first Cruddur: messages at `MSG#group`, and each member's groups at `GRP#member`. It has no deadlines, so
 * messages expire here after 30 days, and groups with them. Two people can have several groups there: they become one.
 */
export function createOriginalSource({ client, table: name, now = Date.now }: Options): MessageSource {
  const table = createTable(client, name)
  const rowsOf = (pk: string) =>
    table.pages({ KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': S(pk) } })

  async function itemsIn(pk: string): Promise<Item[]> {
    const found: Item[] = []
    for await (const { items } of rowsOf(pk)) found.push(...items)
    return found
  }

  /** The rows of one person that are about another. */
  const rowsAbout = async (person: string, other: string) =>
    (await itemsIn(`GRP#${person}`)).filter((row) => required(row, 'user_uuid') === other)

  /** The first Cruddur could lose a row, so that only one of the two finds their group. */
  async function allOf(one: string, other: string): Promise<{ rows: Item[]; items: Item[] }> {
    const rows = [...(await rowsAbout(one, other)), ...(one === other ? [] : await rowsAbout(other, one))]
    const uuids = new Set(rows.map((row) => required(row, 'message_group_uuid')))
    return { rows, items: (await Promise.all([...uuids].map((uuid) => itemsIn(`MSG#${uuid}`)))).flat() }
  }

  const yielded = new Set<string>()
  return {
    async *groupsOf(person) {
      const others = new Set((await itemsIn(`GRP#${person}`)).map((row) => required(row, 'user_uuid')))
      for (const other of others) {
        if (yielded.has(groupUuidOf(person, other))) continue
        yielded.add(groupUuidOf(person, other))
        const { items } = await allOf(person, other)
        yield archivedFrom([person, other], items, now())
      }
    },
    async remove({ one, other }) {
      const { rows, items } = await allOf(one, other)
      // Newest first, because `spread` makes the times of the others depend on the oldest. The rows last: they find the rest.
      await table.deleteAll(items.toSorted(byTime).reverse().map(keyOf))
      await table.deleteAll(rows.map(keyOf))
    },
  }
}

const keyOf = ({ pk, sk }: Item) => ({ pk, sk }) as Key

function archivedFrom(pair: [string, string], items: Item[], now: number): Archived {
  const [one = '', other = ''] = [...pair].sort()
  const messages = spread(items.toSorted(byTime).flatMap((item) => messageFrom(item, pair) ?? [])).filter(
    ({ expires_at }) => Date.parse(expires_at) > now,
  )
  // Messages to oneself are not taken over.
  const last = one === other ? undefined : messages.at(-1)
  // The first Cruddur had no read marks.
  const group: ArchivedGroup = {
    uuid: groupUuidOf(one, other),
    one,
    other,
    lifetime: monthMs / 1000,
    one_read_at: null,
    other_read_at: null,
    expires_at: last?.expires_at ?? new Date(0).toISOString(),
  }
  return { group, messages: last ? messages : [] }
}

type Dated = { at: number; message: Omit<Message, 'created_at' | 'expires_at'> }

/** Milliseconds since 1970, 0 if it is not a time. Without a time zone it is in UTC, as on the servers of the first Cruddur. */
function instantOf(item: Item): number {
  const sk = required(item, 'sk')
  return Date.parse(/T[\d:.]+$/.test(sk) ? `${sk}Z` : sk) || 0
}

function messageFrom(item: Item, pair: [string, string]): Dated | null {
  const [from, text] = [required(item, 'user_uuid'), required(item, 'message')]
  const at = instantOf(item)
  const storable = text !== '' && !text.includes('\0') && codePoints(text) <= messageLimit.reply
  const uuid = required(item, 'message_uuid').toLowerCase()
  return at > 0 && storable && uuid && pair.includes(from) ? { at, message: { uuid, from, text } } : null
}

/** Orders by instant, in whatever time zone it was written, then by the digits below milliseconds, then by uuid. */
function byTime(one: Item, other: Item): number {
  const below = (item: Item) => /\.\d{3}(\d*)/.exec(required(item, 'sk'))?.[1] ?? ''
  const exactly = (item: Item) => `${below(item)} ${required(item, 'message_uuid')}`
  return instantOf(one) - instantOf(other) || (exactly(one) < exactly(other) ? -1 : 1)
}

/** Gives messages that are in order times of which no two are the same. */
function spread(dated: Dated[]): Message[] {
  let before = 0
  return dated.map(({ at, message }) => {
    before = Math.max(at, before + 1)
    const [created_at, expires_at] = [new Date(before).toISOString(), new Date(before + monthMs).toISOString()]
    return { ...message, created_at, expires_at }
  })
}
