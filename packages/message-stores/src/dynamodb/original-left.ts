import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb'
import type { LeftMessages } from '../archive/message-source.port.ts'
import { required, S } from './items.ts'
import { isOlderThan, type Pair, pairOf, readMessage } from './original-rows.ts'
import type { Item } from './table.ts'
import { asCruddurError } from './table-errors.ts'

type Options = {
  client: DynamoDBClient
  table: string
  known: (uuids: string[]) => Promise<ReadonlySet<string>>
  /** Milliseconds since 1970. Messages from before then have expired, and are not counted. */
  oldest: number
}

/**
 * Counts the first Cruddur's messages that cannot be moved. It reads the whole table twice: rows of people who are not here
 * have keys that nobody here knows.
 */
export async function findLeft({ client, table, known, oldest }: Options): Promise<LeftMessages[]> {
  async function* itemsAt(prefix: string): AsyncGenerator<Item> {
    const input = {
      TableName: table,
      ConsistentRead: true,
      FilterExpression: 'begins_with(pk, :prefix)',
      ExpressionAttributeValues: { ':prefix': S(prefix) },
    }
    try {
      for await (const { Items = [] } of paginateScan({ client }, input)) yield* Items
    } catch (error) {
      throw asCruddurError(error)
    }
  }

  const pairs = new Map<string, Pair>()
  for await (const row of itemsAt('GRP#')) {
    const owner = required(row, 'pk').slice('GRP#'.length)
    pairs.set(required(row, 'message_group_uuid'), pairOf(owner, required(row, 'user_uuid')))
  }
  const people = [...new Set([...pairs.values()].flatMap(({ one, other }) => [one, other]))]
  const here = await known(people)
  const tally = createTally()
  for await (const item of itemsAt('MSG#')) {
    if (isOlderThan(item, oldest)) continue
    const pair = pairs.get(required(item, 'pk').slice('MSG#'.length))
    const reason = reasonToLeave(item, pair, here)
    if (reason === 'unknown_people' && pair)
      tally.add(
        reason,
        [pair.one, pair.other].filter((uuid) => !here.has(uuid)),
      )
    else if (reason) tally.add(reason, [])
  }
  return tally.read()
}

function reasonToLeave(item: Item, pair: Pair | undefined, here: ReadonlySet<string>): LeftMessages['reason'] | null {
  if (!pair) return 'no_list'
  if (pair.one === pair.other) return 'to_oneself'
  if (!here.has(pair.one) || !here.has(pair.other)) return 'unknown_people'
  const message = readMessage(item, pair)
  return typeof message === 'string' ? message : null
}

function createTally() {
  const counts = new Map<LeftMessages['reason'], { messages: number; people: Set<string> }>()
  return {
    add(reason: LeftMessages['reason'], people: string[]): void {
      const count = counts.get(reason) ?? { messages: 0, people: new Set<string>() }
      count.messages++
      for (const person of people) count.people.add(person)
      counts.set(reason, count)
    },
    read: (): LeftMessages[] =>
      [...counts].map(([reason, { messages, people }]) => ({ reason, messages, people: people.size })),
  }
}
