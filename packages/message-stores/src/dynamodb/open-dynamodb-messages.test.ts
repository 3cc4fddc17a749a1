import { randomUUID } from 'node:crypto'
import { inspect } from 'node:util'
import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { endOfMinute, minuteOf } from '@cruddur/key-ring/minutes'
import { openTempKeyRing } from '@cruddur/key-ring/testing/temp-key-ring'
import { messageTableDefinition } from '@cruddur/storage/message-table'
import { createTestDatabase, type TestDatabase } from '@cruddur/storage/test-database'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { groupUuidOf } from '../group-uuid.ts'
import type { Group } from '../messages.port.ts'
import { type Emulator, emulator, startEmulator } from '../testing/dynoxide.ts'
import { startTroubledProxy } from '../testing/troubled-proxy.ts'
import { openDynamodbMessages } from './open-dynamodb-messages.ts'

describe.skipIf(!emulator)('opening the table of messages', () => {
  let dynamodb: Emulator
  let client: DynamoDBClient
  let database: TestDatabase
  let keys: KeyRing
  beforeAll(async () => {
    dynamodb = await startEmulator()
    client = dynamodb.connect()
    database = await createTestDatabase(inject('postgresUrl'))
    keys = await openTempKeyRing()
  })
  afterAll(async () => {
    client.destroy()
    await dynamodb.stop()
    await database.drop()
    await keys.close()
  })

  const open = (table: string, endpoint = dynamodb.endpoint, errors: unknown[] = []) => {
    const onAnnouncementError = (error: unknown) => void errors.push(error)
    return openDynamodbMessages(
      { table, region: 'eu-central-1', endpoint },
      { db: database.db, keys, onAnnouncementError },
    )
  }
  const create = (name: string, sortKey: string) => {
    const { AttributeDefinitions: _names, KeySchema: _keys, ...table } = messageTableDefinition(name).table
    const keys = ['pk', sortKey]
    return client.send(
      new CreateTableCommand({
        ...table,
        AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: keys.map((AttributeName, index) => ({ AttributeName, KeyType: index === 0 ? 'HASH' : 'RANGE' })),
      }),
    )
  }

  it('refuses a table that cannot keep messages, in a line that names the setting', async () => {
    await create('other-keys', 'created')
    await create('no-erasure', 'sk')
    const refused = (problem: string) => `DDB_MESSAGE_TABLE: ${problem}`
    await expect(open('not-there')).rejects.toThrow(
      refused(`not-there in ${dynamodb.endpoint} does not exist. \`npm run messages:table -- create\` puts that right`),
    )
    await expect(open('other-keys')).rejects.toThrow(
      refused('other-keys has the keys pk:S,created:S: pk:S and sk:S are needed'),
    )
    await expect(open('no-erasure')).rejects.toThrow(
      refused(
        'no-erasure has no time to live on the attribute expires_at: nothing would be erased in it. `npm run messages:table -- create` puts that right',
      ),
    )
    await expect(open('nowhere', 'http://127.0.0.1:1')).rejects.toThrow(
      refused('nowhere in http://127.0.0.1:1 cannot be reached'),
    )
  })

  it('retries when no answer comes', async () => {
    const proxy = await startTroubledProxy(dynamodb.endpoint)
    const messages = await open(await dynamodb.createTable(), proxy.endpoint)
    proxy.trouble('GetItem', 'hang')
    expect(await messages.findGroup(randomUUID(), randomUUID())).toBeNull()
    expect(proxy.seen.filter(({ operation }) => operation === 'GetItem')).toHaveLength(2)
    await messages.close()
    await proxy.stop()
  })

  it('a message that was sent is counted as gone when the minute is over in which it ends', async () => {
    const { db } = database
    const messages = await open(await dynamodb.createTable())
    const [from, to] = [randomUUID(), randomUUID()]
    const sent = await messages.send({ from, to, text: 'canary-51c0' })
    await messages.burn((await messages.findGroup(groupUuidOf(from, to), from)) as Group, sent?.uuid ?? '')
    const { rows } = await sql<{ expires_at: string }>`select expires_at from message_endings`.execute(db)
    const minute = minuteOf(new Date(sent?.expires_at ?? ''))
    expect(rows).toEqual([{ expires_at: endOfMinute(minute).toISOString() }])
    await sql`update message_endings set expires_at = now() - interval '1 millisecond'`.execute(db)
    await sql`delete from message_endings`.execute(db)
    expect((await sql`select rows from erasure_tallies`.execute(db)).rows).toEqual([{ rows: 1 }])
    await messages.close()
  })

  it('opens a right table, and a message is sent even if streams cannot be told of it', async () => {
    const errors: unknown[] = []
    const messages = await open(await dynamodb.createTable(), undefined, errors)
    const [from, to] = ['018f0000-0000-7000-8000-000000000001', '018f0000-0000-7000-8000-000000000002']
    // Opens the pool, so that it can be closed.
    await sql`select 1`.execute(database.db)
    await database.db.destroy()
    expect(await messages.send({ from, to, text: 'canary-4a4a' })).toMatchObject({ text: 'canary-4a4a' })
    expect(await messages.listGroups(to, { limit: 1, after: undefined })).toHaveLength(1)
    expect(errors).toHaveLength(1)
    expect(inspect(errors)).not.toContain('canary')
    await messages.close()
  })
})
