import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { lifetimeSeconds } from '@cruddur/contract/lifetimes'
import type { Archived, ArchivedGroup } from '../archive/archived-group.ts'
import type { MessageSource } from '../archive/message-source.port.ts'
import { groupUuidOf } from '../group-uuid.ts'
import type { Message } from '../messages.port.ts'
import { required, S } from './items.ts'
import { findLeft } from './original-left.ts'
import { byTime, type Dated, isOlderThan, type Pair, pairOf, readMessage } from './original-rows.ts'
import { createTable, type Item, type Key } from './table.ts'

type Options = {
  client: DynamoDBClient
  table: string
  /** Which of these people are here. Conversations with others stay. */
  known: (uuids: string[]) => Promise<ReadonlySet<string>>
  now?: () => number
}

const monthMs = lifetimeSeconds['30-days'] * 1000

/**
 * The table of the first Cruddur. It has no deadlines, so messages expire here after 30 days, and groups with them. Two
 * people can have several groups there: they become one. Messages that cannot be moved stay there with the rows by which
 * they are found, and `left` counts them.
 */
export function createOriginalSource({ client, table: name, known, now = Date.now }: Options): MessageSource {
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
  async function allOf({ one, other }: Pair): Promise<{ rows: Item[]; items: Item[] }> {
    const rows = [...(await rowsAbout(one, other)), ...(await rowsAbout(other, one))]
    const uuids = new Set(rows.map((row) => required(row, 'message_group_uuid')))
    return { rows, items: (await Promise.all([...uuids].map((uuid) => itemsIn(`MSG#${uuid}`)))).flat() }
  }

  const yielded = new Set<string>()
  /** What was given away, by group. Messages that the first Cruddur has written since are not in it. */
  const given = new Map<string, ReadonlySet<string>>()
  return {
    async *groupsOf(person) {
      const others = new Set((await itemsIn(`GRP#${person}`)).map((row) => required(row, 'user_uuid')))
      const here = await known([...others])
      for (const other of others) {
        const pair = pairOf(person, other)
        const uuid = groupUuidOf(pair.one, pair.other)
        if (other === person || !here.has(other) || yielded.has(uuid)) continue
        yielded.add(uuid)
        const { items } = await allOf(pair)
        given.set(uuid, new Set(items.filter((item) => isMovable(item, pair)).map(identityOf)))
        yield archivedFrom(pair, items, now())
        given.delete(uuid)
      }
    },
    async remove(group) {
      const { rows, items } = await allOf(group)
      const copied = given.get(group.uuid)
      const gone = items.filter((item) => copied?.has(identityOf(item)) || isOlderThan(item, now() - monthMs))
      // Newest first, because `spread` makes the times of the others depend on the oldest. The rows last: they find the rest.
      await table.deleteAll(gone.toSorted(byTime).reverse().map(keyOf))
      if (gone.length === items.length) await table.deleteAll(rows.map(keyOf))
    },
    left: () => findLeft({ client, table: name, known, oldest: now() - monthMs }),
  }
}

const keyOf = ({ pk, sk }: Item) => ({ pk, sk }) as Key
/** Tells a message from any other, even from one that has taken its place. */
const identityOf = (item: Item) =>
  JSON.stringify(['pk', 'sk', 'message_uuid', 'message'].map((name) => required(item, name)))
const isMovable = (item: Item, pair: Pair) => typeof readMessage(item, pair) === 'object'

function archivedFrom(pair: Pair, items: Item[], now: number): Archived {
  const dated = items.toSorted(byTime).flatMap((item) => {
    const message = readMessage(item, pair)
    return typeof message === 'object' ? message : []
  })
  const messages = spread(dated).filter(({ expires_at }) => Date.parse(expires_at) > now)
  // The first Cruddur had no read marks.
  const group: ArchivedGroup = {
    uuid: groupUuidOf(pair.one, pair.other),
    ...pair,
    lifetime: monthMs / 1000,
    one_read_at: null,
    other_read_at: null,
    expires_at: messages.at(-1)?.expires_at ?? new Date(0).toISOString(),
  }
  return { group, messages }
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
