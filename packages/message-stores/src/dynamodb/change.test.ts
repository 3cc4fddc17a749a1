import { randomUUID } from 'node:crypto'
import { type DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { openTempKeyRing } from '@cruddur/key-ring/testing/temp-key-ring'
import { createTestDatabase, type TestDatabase } from '@cruddur/storage/test-database'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import type { Messages } from '../messages.port.ts'
import { type Emulator, emulator, startEmulator } from '../testing/dynoxide.ts'
import { createDynamodbMessages } from './dynamodb-messages.ts'
import { deadline, inboxKey, S } from './items.ts'

const people = { limit: 2, after: undefined }

describe.skipIf(!emulator)('groups that are forgotten or moved in DynamoDB', () => {
  let dynamodb: Emulator
  let client: DynamoDBClient
  let database: TestDatabase
  let keys: KeyRing
  let table: string
  let messages: Messages
  beforeAll(async () => {
    database = await createTestDatabase(inject('postgresUrl'))
    keys = await openTempKeyRing()
    dynamodb = await startEmulator()
    client = dynamodb.connect()
  })
  afterAll(async () => {
    client.destroy()
    await dynamodb.stop()
    await database.drop()
    await keys.close()
  })
  beforeEach(async () => {
    table = await dynamodb.createTable()
    messages = createDynamodbMessages({ client, table, keys, db: database.db })
  })

  const say = (from: string, to: string, text = 'canary') => messages.send({ from, to, text })
  const stored = async () => (await client.send(new ScanCommand({ TableName: table }))).Count

  /** The same store, which calls `before` before each request. */
  function watched(before: (command: string) => Promise<void>): Messages {
    const watching = dynamodb.connect()
    watching.middlewareStack.add(
      (next, context) => async (args) => {
        await before(String(context['commandName']))
        return next(args)
      },
      { step: 'initialize' },
    )
    return createDynamodbMessages({ client: watching, table, keys, db: database.db })
  }

  it('forgetting a person can be stopped anywhere and repeated, and nothing is left', async () => {
    const [one, other] = [randomUUID(), randomUUID()]
    for (let n = 0; n < 30; n++) await say(one, other)
    for (let allowed = 0; ; allowed++) {
      let left = allowed
      const stopping = watched(async () => {
        if (left-- === 0) throw new Error('stopped')
      })
      const done = await stopping.forget(one).then(
        () => true,
        () => false,
      )
      await stopping.close()
      if (done) break
    }
    expect(await stored()).toBe(0)
  })

  it('forgetting a person leaves neither words nor a row of what the other sends meanwhile', async () => {
    const [one, other] = [randomUUID(), randomUUID()]
    await say(one, other)
    const commands = new Set<string>()
    const forgetting = watched(async (command) => {
      // Once before each kind of request.
      if (!commands.has(command)) await say(other, one, `before ${command}`)
      commands.add(command)
    })
    await forgetting.forget(one)
    await forgetting.close()
    expect(commands.size).toBeGreaterThan(2)
    // As the erasure loop does: once more, for requests that were running.
    await messages.forget(one)
    expect(await stored()).toBe(0)
  })

  it('a row that is left at the old position of a group shows nothing twice and breaks nothing', async () => {
    const [me, other] = [randomUUID(), randomUUID()]
    await say(me, other, 'first')
    const [before] = await messages.listGroups(me, people)
    await say(me, other, 'second')
    const position = { at: String(before?.message.created_at), uuid: String(before?.message.uuid) }
    const row = {
      ...inboxKey(me, '', position),
      group: S(String(before?.group.uuid)),
      ...deadline(Date.now() + 60_000),
    }
    await client.send(new PutItemCommand({ TableName: table, Item: row }))
    const texts = (await messages.listGroups(me, people)).map(({ message }) => message.text)
    expect(texts).toEqual(['second'])
  })

  it('a row whose group is gone makes no page short', async () => {
    const [me, lost] = [randomUUID(), randomUUID()]
    for (const text of ['first', 'second', 'third']) await say(me, randomUUID(), text)
    const position = { at: new Date(Date.now() + 1_000).toISOString(), uuid: randomUUID() }
    const row = { ...inboxKey(me, lost, position), group: S(lost), ...deadline(Date.now() + 60_000) }
    await client.send(new PutItemCommand({ TableName: table, Item: row }))
    const texts = (await messages.listGroups(me, people)).map(({ message }) => message.text)
    expect(texts).toEqual(['third', 'second'])
  })
})
