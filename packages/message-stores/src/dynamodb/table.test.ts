import { randomUUID } from 'node:crypto'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { openTempKeyRing } from '@cruddur/key-ring/testing/temp-key-ring'
import { createTestDatabase, type TestDatabase } from '@cruddur/storage/test-database'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { groupUuidOf } from '../group-uuid.ts'
import type { Group, Messages } from '../messages.port.ts'
import { type Emulator, emulator, startEmulator } from '../testing/dynoxide.ts'
import { meter, type Request } from '../testing/meter.ts'
import { startTroubledProxy } from '../testing/troubled-proxy.ts'
import { createDynamodbMessages } from './dynamodb-messages.ts'

const all = { limit: 20, after: undefined }

describe.skipIf(!emulator)('the table of messages', () => {
  let dynamodb: Emulator
  let database: TestDatabase
  let keys: KeyRing
  let proxy: Awaited<ReturnType<typeof startTroubledProxy>>
  let client: DynamoDBClient
  let messages: Messages
  let table: string
  let requests: Request[]
  let clock = Date.now()
  beforeAll(async () => {
    database = await createTestDatabase(inject('postgresUrl'))
    keys = await openTempKeyRing()
    dynamodb = await startEmulator()
    proxy = await startTroubledProxy(dynamodb.endpoint)
    client = dynamodb.connect(proxy.endpoint)
    requests = meter(client)
    table = await dynamodb.createTable()
    messages = createDynamodbMessages({
      client,
      table,
      keys,
      db: database.db,
      now: () => clock,
    })
  })
  afterAll(async () => {
    client.destroy()
    await proxy.stop()
    await dynamodb.stop()
    await database.drop()
    await keys.close()
  })
  let one: string
  let other: string
  beforeEach(() => {
    clock = Date.now()
    one = randomUUID()
    other = randomUUID()
  })

  const say = (text = 'x'.repeat(100), key?: string, group?: Group) =>
    messages.send({ from: one, to: other, text, key: key ? { key, fingerprint: 'f' } : undefined }, group)
  const groupOf = async (member: string, person: string) =>
    (await messages.findGroup(groupUuidOf(member, person), member)) as Group
  const texts = async () => (await messages.listMessages(await groupOf(one, other), all)).map(({ text }) => text)

  /** The requests to DynamoDB in order, and the sum of their capacity units. */
  async function cost(act: () => Promise<unknown>): Promise<string> {
    requests.length = 0
    await act()
    const units = requests.reduce((sum, request) => sum + request.units, 0)
    return `${requests.map(({ command }) => command).join(' ')}: ${units}`
  }

  it('costs what docs/decisions/008 says', async () => {
    const measured: Record<string, string> = {}
    measured['first message'] = await cost(() => say())
    const group = () => groupOf(one, other)
    measured['message to a group'] = await cost(async () => say(undefined, undefined, await group()))
    measured['with a key'] = await cost(async () => say(undefined, randomUUID(), await group()))
    measured['1,024 letters'] = await cost(async () => say('x'.repeat(1_024), undefined, await group()))
    const found = await group()
    for (let n = 0; n < 20; n++) await say()
    measured['page of 20 messages'] = await cost(() => messages.listMessages(found, all))
    measured['unread, of 20'] = await cost(async () => messages.countUnread(await groupOf(other, one)))
    const theirs = await groupOf(other, one)
    measured['read mark'] = await cost(() => messages.markRead(theirs))
    measured['shorter lifetime'] = await cost(() => messages.shorten(found, 3_600))
    for (let n = 0; n < 19; n++) await messages.send({ from: one, to: randomUUID(), text: 'x'.repeat(100) })
    measured['page of 20 groups'] = await cost(() => messages.listGroups(one, all))
    expect(measured).toEqual({
      'first message': 'GetItem TransactWriteItems: 9',
      'message to a group': 'GetItem TransactWriteItems: 13',
      'with a key': 'GetItem TransactWriteItems: 15',
      '1,024 letters': 'GetItem TransactWriteItems: 15',
      'page of 20 messages': 'Query: 2',
      'unread, of 20': 'GetItem Query: 4',
      'read mark': 'UpdateItem: 1',
      'shorter lifetime': 'UpdateItem: 1',
      'page of 20 groups': 'Query BatchGetItem: 41',
    })
  })

  it('moves a group whose latest message expires first to the one before, once, for both members', async () => {
    const third = randomUUID()
    await say('long')
    await messages.send({ from: third, to: one, text: 'between' })
    await messages.shorten(await groupOf(one, other), 3_600)
    clock += 1
    await say('short')
    const seenBy = async (member: string) => (await messages.listGroups(member, all)).map(({ message }) => message.text)
    expect(await seenBy(one)).toEqual(['short', 'between'])
    clock += 3_600_000
    expect(await seenBy(one)).toEqual(['between', 'long'])
    expect(await cost(() => seenBy(other))).toMatch(/^Query BatchGetItem( Query)?: /)
    expect(await seenBy(other)).toEqual(['long'])
    const [, second] = await messages.listGroups(one, all)
    const after = second && { at: second.message.created_at, uuid: second.message.uuid }
    expect(await messages.listGroups(one, { limit: 1, after })).toEqual([])
    clock += 29 * 86_400_000
    await say('again')
    clock += 86_400_000
    expect(await seenBy(one)).toEqual([])
    await say('and again')
    expect(await seenBy(other)).toEqual(['and again'])
  })

  it('never scans', () => {
    const operations = new Set(proxy.seen.map(({ operation }) => operation))
    expect([...operations].sort()).toEqual(['BatchGetItem', 'GetItem', 'Query', 'TransactWriteItems', 'UpdateItem'])
  })

  it('retries when DynamoDB throttles, conflicts or fails', async () => {
    await say('first')
    proxy.seen.length = 0
    proxy.trouble('TransactWriteItems', 'throttle', 'conflict', 'fail', 'conflict')
    proxy.trouble('GetItem', 'throttle', 'fail')
    await say('second')
    expect(await texts()).toEqual(['second', 'first'])
    expect(proxy.seen.filter(({ operation }) => operation === 'TransactWriteItems')).toHaveLength(5)
  })

  it('gives up after some seconds: the store is unavailable', async () => {
    proxy.trouble('TransactWriteItems', ...Array.from({ length: 60 }, () => 'conflict' as const))
    const begun = Date.now()
    await expect(say('never')).rejects.toMatchObject({ codes: ['database_unavailable'], retryAfter: 2 })
    expect(Date.now() - begun).toBeLessThan(10_000)
    proxy.calm()
    const nowhere = dynamodb.connect('http://127.0.0.1:1')
    const away = createDynamodbMessages({ client: nowhere, table: 'nowhere', keys, db: database.db })
    await expect(away.findGroup(groupUuidOf(one, other), one)).rejects.toMatchObject({
      codes: ['database_unavailable'],
    })
    nowhere.destroy()
  })

  it('writes a message once if the answer was lost and the request is repeated', async () => {
    await say('first')
    proxy.trouble('TransactWriteItems', 'lose')
    await say('second')
    expect(await texts()).toEqual(['second', 'first'])
  })

  it('keeps messages in order over the turn of a year, in two time zones', async () => {
    const zone = process.env['TZ']
    clock = Date.parse('2026-12-31T23:59:59.998Z')
    const keys = await openTempKeyRing(new Date(clock))
    const messages = createDynamodbMessages({ client, table, keys, db: database.db, now: () => clock })
    for (const [n, name] of ['Pacific/Kiritimati', 'UTC', 'America/Los_Angeles', 'UTC'].entries()) {
      process.env['TZ'] = name
      await messages.send({ from: one, to: other, text: `${n}` })
      clock += 1
    }
    process.env['TZ'] = zone ?? ''
    const group = (await messages.findGroup(groupUuidOf(one, other), one)) as Group
    const texts = (await messages.listMessages(group, all)).map(({ text }) => text)
    expect(texts).toEqual(['3', '2', '1', '0'])
    const listed = await messages.listGroups(other, all)
    expect(listed.map(({ message, unread }) => [message.created_at, unread])).toEqual([['2027-01-01T00:00:00.001Z', 4]])
    await keys.close()
  })

  it('never quotes in an error what somebody wrote', async () => {
    const gone = createDynamodbMessages({ client, table: 'no-such-table', keys, db: database.db })
    const failed = gone.send({ from: one, to: other, text: 'canary-5b5b' })
    await expect(failed).rejects.toThrow('the table of messages refused a request: ResourceNotFoundException')
  })
})
