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
import { asOurs, failedConditions, isPassing } from './table-errors.ts'

export type Item = Record<string, AttributeValue>
export type Key = { pk: { S: string }; sk: { S: string } }
export type Table = ReturnType<typeof createTable>
type Lookup = Omit<QueryCommandInput, 'TableName' | 'ConsistentRead'>

/** Milliseconds: from the first pause to the longest, and how long one operation may try in all. */
const backOff = { first: 20, longest: 500, patience: 5_000 }
/** What DynamoDB takes at once; of what a query looks at, it takes any number. */
const batches = { get: 100, write: 25, query: 1_000 }

/**
 * One table, all of whose reads see what was written before. The SDK itself retries what DynamoDB throttles; what it does
 * not is retried here: transactions that met others, and the rests of batches. Each pause is drawn at random from nothing
 * to a bound that doubles, so that those who met do not meet again.
 */
export function createTable(client: DynamoDBClient, name: string) {
  async function patiently<T>(attempt: () => Promise<T | undefined>): Promise<T> {
    const deadline = Date.now() + backOff.patience
    for (let tries = 0; ; tries++) {
      try {
        const result = await attempt()
        if (result !== undefined) return result
        if (Date.now() > deadline) throw Object.assign(new Error(), { name: 'ThrottlingException', code: 'EBUSY' })
      } catch (error) {
        if (!isPassing(error) || Date.now() > deadline) throw asOurs(error)
      }
      await sleep(Math.random() * Math.min(backOff.first * 2 ** tries, backOff.longest))
    }
  }

  async function get(key: Key): Promise<Item | undefined> {
    const { found } = await patiently(async () => {
      const answer = await client.send(new GetItemCommand({ TableName: name, Key: key, ConsistentRead: true }))
      return { found: answer.Item }
    })
    return found
  }

  /**
   * Pages of what a query finds, as DynamoDB cuts them: a filter can leave any of them empty. Each looks at twice as much as
   * the one before, so that a long row of what has had its time is soon passed.
   */
  async function* pages(lookup: Lookup) {
    let start = lookup.ExclusiveStartKey
    let limit = lookup.Limit
    do {
      const input = { ...lookup, TableName: name, ConsistentRead: true, ExclusiveStartKey: start, Limit: limit }
      limit = limit && Math.min(limit * 2, batches.query)
      const answer = await patiently(() => client.send(new QueryCommand(input)))
      yield { items: answer.Items ?? [], count: answer.Count ?? 0 }
      start = answer.LastEvaluatedKey
    } while (start)
  }

  /** The first so many that a query finds. */
  async function query(lookup: Lookup, limit: number): Promise<Item[]> {
    const found: Item[] = []
    for await (const { items } of pages({ ...lookup, Limit: limit })) {
      found.push(...items)
      if (found.length >= limit) break
    }
    return found.slice(0, limit)
  }

  /** How many a query finds. */
  async function count(lookup: Lookup): Promise<number> {
    let total = 0
    for await (const page of pages({ ...lookup, Select: 'COUNT' })) total += page.count
    return total
  }

  /** Those that are there, in no order. */
  async function getAll(keys: Key[]): Promise<Item[]> {
    const parts = Array.from({ length: Math.ceil(keys.length / batches.get) }, (_, index) =>
      keys.slice(index * batches.get, (index + 1) * batches.get),
    )
    return (await Promise.all(parts.map(getPart))).flat()
  }

  function getPart(keys: Key[]): Promise<Item[]> {
    const found: Item[] = []
    let left: Item[] = keys
    return patiently(async () => {
      const request = { [name]: { Keys: left, ConsistentRead: true } }
      const answer = await client.send(new BatchGetItemCommand({ RequestItems: request }))
      found.push(...(answer.Responses?.[name] ?? []))
      left = answer.UnprocessedKeys?.[name]?.Keys ?? []
      return left.length === 0 ? found : undefined
    })
  }

  const deleteAll = (keys: Key[]) => writeAll(keys.map((Key) => ({ DeleteRequest: { Key } })))
  const putAll = (items: Item[]) => writeAll(items.map((Item) => ({ PutRequest: { Item } })))

  /** Each for itself, without conditions. */
  async function writeAll(requests: WriteRequest[]): Promise<void> {
    for (let at = 0; at < requests.length; at += batches.write) {
      let left = requests.slice(at, at + batches.write)
      await patiently(async () => {
        const answer = await client.send(new BatchWriteItemCommand({ RequestItems: { [name]: left } }))
        left = answer.UnprocessedItems?.[name] ?? []
        return left.length === 0 ? true : undefined
      })
    }
  }

  /** Changes one item. False when the condition did not hold. */
  function update(input: Omit<UpdateItemCommandInput, 'TableName'>): Promise<boolean> {
    return patiently(async () => {
      try {
        await client.send(new UpdateItemCommand({ ...input, TableName: name }))
        return true
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false
        throw error
      }
    })
  }

  /** Writes all or nothing. Gives the places of the writes whose conditions did not hold: none when it was written. */
  function transact(writes: Write[]): Promise<Set<number>> {
    // The same for every try: one whose answer was lost is not written twice.
    const transaction = { TransactItems: writes.map(withTable), ClientRequestToken: randomUUID() }
    return patiently(async () => {
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
