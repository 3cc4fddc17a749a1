import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  type QueryCommandInput,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb'
import { asCruddurError, failedConditions, isPassing } from './table-errors.ts'

export type Item = Record<string, AttributeValue>
export type Key = { pk: { S: string }; sk: { S: string } }
export type Table = ReturnType<typeof createTable>
type Lookup = Omit<QueryCommandInput, 'TableName' | 'ConsistentRead'>

const minPauseMs = 20
const maxPauseMs = 500
/** How long one operation is retried in all. */
const maxRetryMs = 5_000
/** DynamoDB's own limits for one request. */
const maxItems = { get: 100, write: 25 }
const maxItemsPerQuery = 1_000

/**
 * One table, read consistently. The SDK retries throttled requests. This retries what the SDK does not: transactions that
 * conflicted with others, and the unprocessed rest of a batch. Each pause is random, up to a bound that doubles, so that
 * two transactions that conflicted do not conflict again.
 */
export function createTable(client: DynamoDBClient, name: string) {
  async function withRetries<T>(attempt: () => Promise<T | undefined>): Promise<T> {
    const deadline = Date.now() + maxRetryMs
    for (let tries = 0; ; tries++) {
      try {
        const result = await attempt()
        if (result !== undefined) return result
        if (Date.now() > deadline) throw Object.assign(new Error(), { name: 'ThrottlingException', code: 'EBUSY' })
      } catch (error) {
        if (!isPassing(error) || Date.now() > deadline) throw asCruddurError(error)
      }
      await sleep(Math.random() * Math.min(minPauseMs * 2 ** tries, maxPauseMs))
    }
  }

  async function get(key: Key): Promise<Item | undefined> {
    const { found } = await withRetries(async () => {
      const answer = await client.send(new GetItemCommand({ TableName: name, Key: key, ConsistentRead: true }))
      return { found: answer.Item }
    })
    return found
  }

  /**
   * Pages of a query. A filter can leave any of them empty. Each reads twice as many items as the one before, so that many
   * expired items in a row are soon passed.
   */
  async function* pages(lookup: Lookup) {
    let start = lookup.ExclusiveStartKey
    let limit = lookup.Limit
    do {
      const input = { ...lookup, TableName: name, ConsistentRead: true, ExclusiveStartKey: start, Limit: limit }
      limit = limit && Math.min(limit * 2, maxItemsPerQuery)
      const answer = await withRetries(() => client.send(new QueryCommand(input)))
      yield { items: answer.Items ?? [], count: answer.Count ?? 0 }
      start = answer.LastEvaluatedKey
    } while (start)
  }

  /** The first `limit` items of a query. */
  async function query(lookup: Lookup, limit: number): Promise<Item[]> {
    const found: Item[] = []
    for await (const { items } of pages({ ...lookup, Limit: limit })) {
      found.push(...items)
      if (found.length >= limit) break
    }
    return found.slice(0, limit)
  }

  /** How many items a query finds. */
  async function count(lookup: Lookup): Promise<number> {
    let total = 0
    for await (const page of pages({ ...lookup, Select: 'COUNT' })) total += page.count
    return total
  }

  /** The items that exist, in no order. */
  async function getAll(keys: Key[]): Promise<Item[]> {
    const parts = Array.from({ length: Math.ceil(keys.length / maxItems.get) }, (_, index) =>
      keys.slice(index * maxItems.get, (index + 1) * maxItems.get),
    )
    return (await Promise.all(parts.map(getPart))).flat()
  }

  function getPart(keys: Key[]): Promise<Item[]> {
    const found: Item[] = []
    let left: Item[] = keys
    return withRetries(async () => {
      const request = { [name]: { Keys: left, ConsistentRead: true } }
      const answer = await client.send(new BatchGetItemCommand({ RequestItems: request }))
      found.push(...(answer.Responses?.[name] ?? []))
      left = answer.UnprocessedKeys?.[name]?.Keys ?? []
      return left.length === 0 ? found : undefined
    })
  }

  const deleteAll = (keys: Key[]) => writeAll(keys.map((Key) => ({ DeleteRequest: { Key } })))
  const putAll = (items: Item[]) => writeAll(items.map((Item) => ({ PutRequest: { Item } })))

  /** Not a transaction: some may be written and others not. */
  async function writeAll(requests: WriteRequest[]): Promise<void> {
    for (let at = 0; at < requests.length; at += maxItems.write) {
      let left = requests.slice(at, at + maxItems.write)
      await withRetries(async () => {
        const answer = await client.send(new BatchWriteItemCommand({ RequestItems: { [name]: left } }))
        left = answer.UnprocessedItems?.[name] ?? []
        return left.length === 0 ? true : undefined
      })
    }
  }

  /** Changes one item. False if the condition did not hold. */
  function update(input: Omit<UpdateItemCommandInput, 'TableName'>): Promise<boolean> {
    return withRetries(async () => {
      try {
        await client.send(new UpdateItemCommand({ ...input, TableName: name }))
        return true
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false
        throw error
      }
    })
  }

  /** Writes all or nothing. Returns the indexes of the writes whose conditions did not hold: none if all was written. */
  function transact(writes: Write[]): Promise<Set<number>> {
    // The token is the same for every try, so that a transaction whose answer was lost is not written twice.
    const transaction = { TransactItems: writes.map(withTable), ClientRequestToken: randomUUID() }
    return withRetries(async () => {
      try {
        await client.send(new TransactWriteItemsCommand(transaction))
        return new Set<number>()
      } catch (error) {
        const failed = failedConditions(error)
        if (failed.size > 0) return failed
        throw error
      }
    })
  }

  const withTable = (write: Write): TransactWriteItem =>
    Object.fromEntries(Object.entries(write).map(([kind, input]) => [kind, { ...input, TableName: name }]))

  return { get, pages, query, count, getAll, deleteAll, putAll, update, transact, close: () => client.destroy() }
}

type Part<Kind extends keyof TransactWriteItem> = Omit<NonNullable<TransactWriteItem[Kind]>, 'TableName'>
/** One write of a transaction. */
export type Write = { Put: Part<'Put'> } | { Update: Part<'Update'> } | { Delete: Part<'Delete'> }
