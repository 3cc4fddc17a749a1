import {
  BatchWriteItemCommand,
  CreateTableCommand,
  DynamoDBClient,
  paginateScan,
  ScanCommand,
  UpdateContinuousBackupsCommand,
} from '@aws-sdk/client-dynamodb'
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import { type Ministack, ministackSuite, startMinistack } from '@cruddur/aws-emulators/ministack'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keyRingSuite } from '../key-ring.suite.ts'
import { connectKeyRing } from './connect-key-ring.ts'
import { openDynamodbKeyRing } from './dynamodb-key-ring.ts'
import { ringTableDefinition } from './ring-table.ts'

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
})
