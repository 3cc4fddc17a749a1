import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'

// One item names the ring. One for each day has the key under which the day's keys are stored, as KMS wrapped it, and the
// day's search key. One for each hour has an attribute for each of its living minutes.

export type Item = Record<string, AttributeValue>

const pk = { S: 'RING' }
const ringKey = { pk, sk: { S: 'RING' } }
const dayKey = (day: number) => ({ pk, sk: { S: `DAY#${day}` } })
const hourKey = (hour: number) => ({ pk, sk: { S: `HOUR#${hour}` } })

/** What the table must be, for `CreateTable`. Never turn on its point-in-time recovery: it would keep what is destroyed. */
export function ringTableDefinition(name: string) {
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
  } as const
}

/** The attribute of a minute in the item of its hour. */
export function nameInHour(minute: number): string {
  return `m${minute % 60}`
}

export type RingTable = ReturnType<typeof createRingTable>

/** All reads are consistent. Of two servers that make the same item, the first makes it, and the second reads it. */
export function createRingTable(client: DynamoDBClient, table: string) {
  async function get(Key: Item): Promise<Item | undefined> {
    return (await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }))).Item
  }

  async function getOrPut(Key: Item, make: () => Promise<Item> | Item, isLikelyNew = false): Promise<Item> {
    const there = isLikelyNew ? undefined : await get(Key)
    if (there) return there
    const Item = { ...Key, ...(await make()) }
    const put = new PutItemCommand({ TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' })
    const isMade = await holds(client.send(put))
    // It can be gone again only if it is over.
    return isMade ? Item : ((await get(Key)) ?? {})
  }

  return {
    findRing: () => get(ringKey),
    makeRing: (id: string, minute: number) =>
      getOrPut(ringKey, () => ({ id: { S: id }, turned_to: { N: String(minute) } })),
    /** Records up to which minute keys are destroyed. */
    async turnTo(minute: number): Promise<void> {
      await client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: ringKey,
          UpdateExpression: 'SET turned_to = :minute',
          ExpressionAttributeValues: { ':minute': { N: String(minute) } },
        }),
      )
    },
    dayOrMade: (day: number, make: () => Promise<Item>) => getOrPut(dayKey(day), make),
    hourOrMade: (hour: number, make: () => Item, isLikelyNew: boolean) => getOrPut(hourKey(hour), make, isLikelyNew),
    /** Adds minutes that an hour lacks, and returns the hour. */
    async addMinutes(hour: number, minutes: Item): Promise<Item> {
      const names = Object.keys(minutes)
      const update = new UpdateItemCommand({
        TableName: table,
        Key: hourKey(hour),
        UpdateExpression: `SET ${names.map((name) => `${name} = if_not_exists(${name}, :${name})`).join()}`,
        ExpressionAttributeValues: Object.fromEntries(
          names.map((name) => [`:${name}`, minutes[name] as AttributeValue]),
        ),
        ReturnValues: 'ALL_NEW',
      })
      return (await client.send(update)).Attributes ?? {}
    },
    /** Every item of days and hours. */
    async *items(): AsyncGenerator<{ kind: string; unit: number; item: Item }> {
      const query = {
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
      }
      for await (const { Items = [] } of paginateQuery({ client }, query)) {
        for (const item of Items) {
          const [kind = '', unit] = (item['sk']?.S ?? '').split('#')
          if (unit !== undefined) yield { kind, unit: Number(unit), item }
        }
      }
    },
    /** Returns the minutes' attributes that this call removed. */
    async deleteHour(hour: number): Promise<string[]> {
      const command = new DeleteItemCommand({ TableName: table, Key: hourKey(hour), ReturnValues: 'ALL_OLD' })
      return minuteNames((await client.send(command)).Attributes)
    },
    /** The same of some minutes of an hour. */
    async removeMinutes(hour: number, names: readonly string[]): Promise<string[]> {
      const command = new UpdateItemCommand({
        TableName: table,
        Key: hourKey(hour),
        UpdateExpression: `REMOVE ${names.join()}`,
        ConditionExpression: 'attribute_exists(pk)',
        ReturnValues: 'UPDATED_OLD',
      })
      try {
        return minuteNames((await client.send(command)).Attributes)
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return []
        throw error
      }
    },
    async deleteDay(day: number): Promise<void> {
      await client.send(new DeleteItemCommand({ TableName: table, Key: dayKey(day) }))
    },
  }
}

const minuteNames = (item: Item = {}) => Object.keys(item).filter((name) => /^m\d+$/.test(name))

/** Whether the condition of a write held. */
async function holds(write: Promise<unknown>): Promise<boolean> {
  try {
    await write
    return true
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false
    throw error
  }
}
