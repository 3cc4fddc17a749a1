import {
  BatchWriteItemCommand,
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  paginateScan,
  ScanCommand,
  UpdateContinuousBackupsCommand,
} from '@aws-sdk/client-dynamodb'
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import { type Ministack, ministackSuite, startMinistack } from '@cruddur/aws-emulators/ministack'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { KeyRing } from '../key-ring.port.ts'
import { keyRingSuite } from '../key-ring.suite.ts'
import { minuteOf } from '../minutes.ts'
import { connectKeyRing } from './connect-key-ring.ts'
import { openDynamodbKeyRing } from './dynamodb-key-ring.ts'
import { nameInHour, ringTableDefinition } from './ring-table.ts'
import { createFailingRequests, type Failure } from './testing/failing-requests.ts'

const { title, skip } = await ministackSuite('a ring in DynamoDB, wrapped by KMS')

describe.skipIf(skip)(title, { timeout: 120_000 }, () => {
  let aws: Ministack
  let kmsKey: string
  let tables = 0
  const dynamodb = () => new DynamoDBClient(aws)
  const kms = () => new KMSClient(aws)
  beforeAll(async () => {
    aws = await startMinistack({ iam: false })
    const client = kms()
    kmsKey = (await client.send(new CreateKeyCommand({}))).KeyMetadata?.KeyId ?? ''
    client.destroy()
  }, 300_000)
  afterAll(() => aws.stop())

  async function createTable(): Promise<string> {
    const { AttributeDefinitions, KeySchema, ...definition } = ringTableDefinition(`keys-${++tables}`)
    const client = dynamodb()
    await client.send(
      new CreateTableCommand({
        ...definition,
        AttributeDefinitions: [...AttributeDefinitions],
        KeySchema: [...KeySchema],
      }),
    )
    client.destroy()
    return definition.TableName
  }
  const open = (table: string, now: Date, create = true, key = kmsKey) =>
    openDynamodbKeyRing({ client: dynamodb(), kms: kms(), table, kmsKey: key, now, create })

  let made: Promise<string> | undefined
  /** A table with a ring that was made at an instant. Making one takes 800 writes, one by one. */
  async function makeRing(now: Date): Promise<string> {
    const table = await createTable()
    await (await open(table, now)).close()
    return table
  }

  async function copyItems(from: string, to: string): Promise<void> {
    const client = dynamodb()
    const most = 25
    for await (const { Items = [] } of paginateScan({ client }, { TableName: from })) {
      const writes = Items.map((Item) => ({ PutRequest: { Item } }))
      for (let at = 0; at < writes.length; at += most) {
        const batch = new BatchWriteItemCommand({ RequestItems: { [to]: writes.slice(at, at + most) } })
        expect((await client.send(batch)).UnprocessedItems ?? {}).toEqual({})
      }
    }
    client.destroy()
  }

  keyRingSuite(async ({ kind, start }) => {
    const table = await createTable()
    if (kind === 'copy') {
      made ??= makeRing(start)
      await copyItems(await made, table)
    }
    return { open: (now) => open(table, now) }
  })

  it('is not made where there should be one', async () => {
    const table = await createTable()
    await expect(open(table, new Date(), false)).rejects.toThrow(`the table ${table} has no key ring`)
  })

  it('is refused while its table has point-in-time recovery', async () => {
    const table = await createTable()
    const client = dynamodb()
    const recovery = async (PointInTimeRecoveryEnabled: boolean) =>
      client.send(
        new UpdateContinuousBackupsCommand({
          TableName: table,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled },
        }),
      )
    const connect = () => connectKeyRing({ ...aws, table, kmsKey }, { now: new Date(), create: false })
    process.env['AWS_ACCESS_KEY_ID'] = aws.credentials.accessKeyId
    process.env['AWS_SECRET_ACCESS_KEY'] = aws.credentials.secretAccessKey
    await recovery(true)
    await expect(connect()).rejects.toThrow('has point-in-time recovery')
    await recovery(false)
    await expect(connect()).rejects.toThrow('has no key ring')
    client.destroy()
  })

  it('a copy of the table opens nothing without the key in KMS, and holds nothing of what is over', async () => {
    const table = await createTable()
    const start = new Date('2026-11-27T10:15:00Z')
    const ring = await open(table, start)
    const client = dynamodb()
    const count = async () => {
      const { Items = [] } = await client.send(new ScanCommand({ TableName: table, ConsistentRead: true }))
      return Items.filter(({ sk }) => sk?.S?.startsWith('HOUR#')).length
    }
    const whole = await count()
    await ring.destroyPast(new Date('2026-11-27T13:15:00Z'))
    expect(await count()).toBe(whole)
    await ring.close()
    client.destroy()
    const other = kms()
    const stranger = (await other.send(new CreateKeyCommand({}))).KeyMetadata?.KeyId ?? ''
    other.destroy()
    await expect(open(table, start, false, stranger)).rejects.toThrow('cannot be unwrapped by KMS')
  })

  describe('a key is never lost while something lives, and never kept too long', () => {
    const start = new Date('2026-11-27T23:57:00Z')
    const atMinute = (minute: number) => new Date(start.getTime() + minute * 60_000)
    const place = 'messages.message:0197'
    const requests = createFailingRequests()
    type Sealed = { minute: number; bytes: Buffer }
    let table: string
    let server: KeyRing
    let other: KeyRing
    let now = 0
    const sealed: Sealed[] = []

    const once = { maxAttempts: 1 }
    const openFailing = () =>
      openDynamodbKeyRing({
        client: requests.watch(new DynamoDBClient({ ...aws, ...once })),
        kms: requests.watch(new KMSClient({ ...aws, ...once })),
        ...{ table, kmsKey, now: atMinute(now), create: true },
      })

    /** Whether the table still has the key of a minute. */
    async function isStored(minute: number): Promise<boolean> {
      const since1970 = minuteOf(atMinute(minute))
      const Key = { pk: { S: 'RING' }, sk: { S: `HOUR#${Math.floor(since1970 / 60)}` } }
      const client = dynamodb()
      const { Item } = await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }))
      client.destroy()
      return Boolean(Item?.[nameInHour(since1970)])
    }

    /** Nothing that lives is lost; and what is over cannot be opened, and is not stored if destroying has ended. */
    async function expectRight(ring: KeyRing, isDone: boolean): Promise<void> {
      for (const { minute, bytes } of sealed) {
        expect(ring.open(bytes, place), `minute ${minute} at ${now}`).toBe(minute < now ? undefined : 'words')
      }
      if (!isDone) return
      expect(await isStored(now - 1)).toBe(false)
      expect(await isStored(now)).toBe(true)
      const far = ring.seal('far', atMinute(now + 30 * 24 * 60), place)
      await other.destroyPast(atMinute(now))
      expect(other.open(far, place)).toBe('far')
    }

    /** Time goes on, and a request of the turn fails. Returns whether one did. */
    async function turn(minutes: number, request: number, failure: Failure, dies: boolean): Promise<boolean> {
      const ahead = [0, minutes - 1, minutes, minutes + 7, 40_000].map((each) => now + each)
      sealed.push(...ahead.map((minute) => ({ minute, bytes: server.seal('words', atMinute(minute), place) })))
      now += minutes
      requests.failAt(request, failure, dies ? 'for good' : 'once')
      const hasFailed = await server.destroyPast(atMinute(now)).then(
        () => false,
        () => true,
      )
      requests.calm()
      expect(server.destroyedUpTo() === minuteOf(atMinute(now))).toBe(!hasFailed)
      await expectRight(server, !hasFailed)
      if (dies) {
        await server.close()
        server = await openFailing()
      }
      await server.destroyPast(atMinute(now))
      await expectRight(server, true)
      return hasFailed
    }

    beforeAll(async () => {
      table = await createTable()
      server = await openFailing()
      other = await open(table, start)
    }, 120_000)
    afterAll(() => Promise.all([server.close(), other.close()]))

    it('whatever request of a turn fails, and whether or not the server dies of it', async () => {
      // To die before a request is sent is to die after the answer to the one before it.
      const ways = [['never sent'], ['answer lost'], ['answer lost', 'dies']] as const
      for (const [failure, dies] of ways) {
        for (let request = 0; await turn(1, request, failure, Boolean(dies)); request++);
      }
    })

    it('through any sequence of turns, failures and deaths', async () => {
      const step = fc.record({
        minutes: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 3_000 })),
        request: fc.integer({ min: 0, max: 60 }),
        failure: fc.constantFrom<Failure>('never sent', 'answer lost'),
        dies: fc.boolean(),
      })
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 3 }), async (steps) => {
          for (const { minutes, request, failure, dies } of steps) await turn(minutes, request, failure, dies)
        }),
        // The table goes on from one sequence to the next, so a smaller one would not fail alike.
        { numRuns: 3, endOnFailure: true },
      )
    })
  })
})
