import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { messageLimit } from '@cruddur/contract/activities'
import { lifetimeSeconds } from '@cruddur/contract/lifetimes'
import { codePoints } from '@cruddur/contract/text'
import { groupUuidOf } from '../group-uuid.ts'
import type { Archived, ArchivedGroup, MessageArchive } from '../message-archive.port.ts'
import type { Message } from '../messages.port.ts'
import { required, S } from './items.ts'
import { createTable, type Item, type Key } from './table.ts'

type Options = { client: DynamoDBClient; table: string; now?: () => number }

const month = lifetimeSeconds['30-days'] * 1000

/**
 * What the original kept in its table: messages at `MSG#group`, and each member's groups at `GRP#member`, without
 * deadlines. What is older than 30 days has had its time here. Two people can have several groups: they become one. Only
 * read and removed, never written.
 */
export function createOriginalArchive({ client, table: name, now = Date.now }: Options): MessageArchive {
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

  const given = new Set<string>()
  return {
    async *groupsOf(person) {
      const others = new Set((await itemsIn(`GRP#${person}`)).map((row) => required(row, 'user_uuid')))
      for (const other of others) {
        if (given.has(groupUuidOf(person, other))) continue
        given.add(groupUuidOf(person, other))
        // The original could lose a row, so that only one of the two finds their group.
        const rows = [...(await rowsAbout(person, other)), ...(await rowsAbout(other, person))]
        const uuids = new Set(rows.map((row) => required(row, 'message_group_uuid')))
        const items = (await Promise.all([...uuids].map((uuid) => itemsIn(`MSG#${uuid}`)))).flat()
        const archived = archivedFrom([person, other], items, now())
        if (archived) yield archived
      }
    },
    find: async () => null,
    restore: () => Promise.reject(new Error('the original’s form is only read')),
    async remove({ one, other }) {
      for (const [member, person] of [
        [one, other],
        [other, one],
      ] as const) {
        const rows = await rowsAbout(member, person)
        for (const row of rows) {
          await table.deleteAll((await itemsIn(`MSG#${required(row, 'message_group_uuid')}`)).map(keyOf))
        }
        await table.deleteAll(rows.map(keyOf))
      }
    },
  }
}

const keyOf = ({ pk, sk }: Item) => ({ pk, sk }) as Key

function archivedFrom(pair: [string, string], items: Item[], now: number): Archived | null {
  const [one = '', other = ''] = [...pair].sort()
  const messages = inOrder(items.flatMap((item) => messageFrom(item, pair) ?? [])).filter(
    ({ expires_at }) => Date.parse(expires_at) > now,
  )
  const last = messages.at(-1)
  if (!last || one === other) return null
  // Nobody ever marked anything as read there.
  const group: ArchivedGroup = {
    uuid: groupUuidOf(one, other),
    one,
    other,
    lifetime: month / 1000,
    one_read_at: null,
    other_read_at: null,
    expires_at: last.expires_at,
  }
  return { group, messages }
}

type Said = { at: number; exactly: string; message: Omit<Message, 'created_at' | 'expires_at'> }

function messageFrom(item: Item, pair: [string, string]): Said | null {
  const [exactly, from, text] = [required(item, 'sk'), required(item, 'user_uuid'), required(item, 'message')]
  const at = Date.parse(exactly)
  const storable = text !== '' && !text.includes('\0') && codePoints(text) <= messageLimit.reply
  const uuid = required(item, 'message_uuid').toLowerCase()
  return Number.isFinite(at) && storable && uuid && pair.includes(from)
    ? { at, exactly, message: { uuid, from, text } }
    : null
}

/** By instant, whatever zone it was written in, then by what it says below milliseconds; and no two at the same. */
function inOrder(said: Said[]): Message[] {
  const below = ({ exactly }: Said) => /\.\d{3}(\d*)/.exec(exactly)?.[1] ?? ''
  let before = 0
  return said
    .toSorted((a, b) => a.at - b.at || (below(a) < below(b) ? -1 : 1))
    .map(({ at, message }) => {
      before = Math.max(at, before + 1)
      const [created_at, expires_at] = [new Date(before).toISOString(), new Date(before + month).toISOString()]
      return { ...message, created_at, expires_at }
    })
}
