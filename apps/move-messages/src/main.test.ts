import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb'
import { openFileKeyRing } from '@cruddur/key-ring/file/file-key-ring'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { createDynamodbMessages } from '@cruddur/message-stores/dynamodb/dynamodb-messages'
import { createPostgresMessages } from '@cruddur/message-stores/postgres/postgres-messages'
import { emulator, startEmulator } from '@cruddur/message-stores/testing/dynoxide'
import { insertPerson } from '@cruddur/message-stores/testing/people'
import { createTestDatabase } from '@cruddur/storage/test-database'
import { afterAll, describe, expect, inject, it, onTestFinished } from 'vitest'

const dataDir = mkdtempSync(join(tmpdir(), 'cruddur-move-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

/** The ring that the command opens too. */
async function openKeys(): Promise<KeyRing> {
  const keys = await openFileKeyRing({ dir: join(dataDir, 'keys'), now: new Date(), create: true })
  onTestFinished(() => keys.close())
  return keys
}

async function run(args: string[], env: Record<string, string>) {
  const script = join(import.meta.dirname, 'main.ts')
  const child = spawn(process.execPath, [script, ...args], {
    env: { ...process.env, DATA_DIR: dataDir, ...env },
    stdio: 'pipe',
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (output += piece))
  const [code] = await once(child, 'close')
  return { code, output }
}

const textItem = (item: Record<string, string>) =>
  Object.fromEntries(Object.entries(item).map(([name, text]) => [name, { S: text }]))

it.each([[], ['--from', 'postgres'], ['--from', 'postgres', '--to', 'postgres'], ['--to', 'original'], ['--what']])(
  'says how it is used when asked for %j',
  async (...args) => {
    const { code, output } = await run(args, {})
    expect([code, output]).toEqual([64, expect.stringContaining('npm run messages:migrate -- --from STORE --to STORE')])
  },
)

describe.skipIf(!emulator)('npm run messages:migrate', () => {
  it('moves, says what it moved in plain lines, and needs a table', { timeout: 60_000 }, async () => {
    const { db, connectionUrl, drop } = await createTestDatabase(inject('postgresUrl'))
    onTestFinished(drop)
    const dynamodb = await startEmulator()
    onTestFinished(dynamodb.stop)
    const messages = createPostgresMessages(db, await openKeys())
    const [from, to] = [await insertPerson(db), await insertPerson(db)]
    await messages.send({ from, to, text: 'canary-90d2' })
    const args = ['--from', 'postgres', '--to', 'dynamodb']
    const without = await run(args, { CONNECTION_URL: connectionUrl })
    expect([without.code, without.output]).toEqual([
      1,
      expect.stringContaining('cruddur: DDB_MESSAGE_TABLE: is not set'),
    ])
    const settings = {
      CONNECTION_URL: connectionUrl,
      DDB_MESSAGE_TABLE: await dynamodb.createTable(),
      AWS_DEFAULT_REGION: 'eu-central-1',
      AWS_ENDPOINT_URL: dynamodb.endpoint,
    }
    const { code, output } = await run(args, settings)
    const [, sum] = /^postgres: 1 messages in 1 groups, sha256 ([0-9a-f]{64})$/m.exec(output) ?? []
    expect(output).toContain(`dynamodb: 1 messages in 1 groups, sha256 ${sum}\nEqual. postgres has them no more.`)
    expect(output).not.toContain('canary')
    expect(output).not.toContain('\u001b')
    expect(code).toBe(0)
    const rest = await run(args, settings)
    expect([rest.code, rest.output]).toEqual([
      0,
      expect.stringContaining('There was nothing to move: postgres has none.'),
    ])
    const back = await run(['--from', 'dynamodb', '--to', 'postgres', '--keep'], settings)
    expect(back.output).toContain(`sha256 ${sum}\nEqual. Both have them.`)
    expect(await messages.listGroups(to, { limit: 1, after: undefined })).toMatchObject([{ unread: 1 }])
  })

  it('refuses in a line what it cannot move from or to, also when there is nothing to move', async () => {
    const { connectionUrl, drop } = await createTestDatabase(inject('postgresUrl'))
    onTestFinished(drop)
    const dynamodb = await startEmulator()
    onTestFinished(dynamodb.stop)
    const settings = { CONNECTION_URL: connectionUrl, AWS_DEFAULT_REGION: 'eu-central-1', DDB_MESSAGE_TABLE: 'none' }
    const args = ['--from', 'original', '--to', 'postgres']
    const missing = await run(args, { ...settings, AWS_ENDPOINT_URL: dynamodb.endpoint })
    const refused = `cruddur: DDB_MESSAGE_TABLE: none in ${dynamodb.endpoint} does not exist. \`npm run messages:table -- create\` puts that right\n`
    expect([missing.code, missing.output]).toEqual([1, refused])
    const away = await run(args, { ...settings, AWS_ENDPOINT_URL: 'http://127.0.0.1:1' })
    expect([away.code, away.output]).toEqual([1, expect.stringMatching(/^cruddur: DDB_MESSAGE_TABLE: .* reached\n$/)])
  })

  it('never says that there was nothing to move while messages of people who are not here are there', async () => {
    const { connectionUrl, drop } = await createTestDatabase(inject('postgresUrl'))
    onTestFinished(drop)
    const dynamodb = await startEmulator()
    onTestFinished(dynamodb.stop)
    const [client, table] = [dynamodb.connect(), await dynamodb.createTable()]
    onTestFinished(() => client.destroy())
    const [group, sk] = [randomUUID(), new Date().toISOString()]
    for (const [owner, other] of [
      ['a', 'b'],
      ['b', 'a'],
    ]) {
      const row = { pk: `GRP#${owner}`, sk, message_group_uuid: group, user_uuid: other ?? '' }
      await client.send(new PutItemCommand({ TableName: table, Item: textItem(row) }))
    }
    const item = { pk: `MSG#${group}`, sk, message_uuid: randomUUID(), message: 'canary-77', user_uuid: 'a' }
    await client.send(new PutItemCommand({ TableName: table, Item: textItem(item) }))
    const { code, output } = await run(['--from', 'original', '--to', 'postgres'], {
      CONNECTION_URL: connectionUrl,
      DDB_MESSAGE_TABLE: table,
      AWS_DEFAULT_REGION: 'eu-central-1',
      AWS_ENDPOINT_URL: dynamodb.endpoint,
    })
    expect([code, output]).toEqual([
      1,
      expect.stringContaining(
        'NOT MOVED, left where they were: 1 messages of people who are not here. `npm run import:original` brings them, unless they are here with another uuid (2 people).',
      ),
    ])
    expect(output).not.toMatch(/nothing to move|canary/)
    const { Count } = await client.send(new ScanCommand({ TableName: table, ConsistentRead: true }))
    expect(Count).toBe(3)
  })

  it('quotes no words when PostgreSQL refuses a message', async () => {
    const { db, connectionUrl, drop } = await createTestDatabase(inject('postgresUrl'))
    onTestFinished(drop)
    const dynamodb = await startEmulator()
    onTestFinished(dynamodb.stop)
    const [client, table] = [dynamodb.connect(), await dynamodb.createTable()]
    onTestFinished(() => client.destroy())
    const [from, to] = [await insertPerson(db), await insertPerson(db)]
    // Longer than any that Cruddur takes.
    await createDynamodbMessages({ client, table, keys: await openKeys(), db }).send({
      from,
      to,
      text: 'canary'.repeat(200),
    })
    const { code, output } = await run(['--from', 'dynamodb', '--to', 'postgres'], {
      CONNECTION_URL: connectionUrl,
      DDB_MESSAGE_TABLE: table,
      AWS_DEFAULT_REGION: 'eu-central-1',
      AWS_ENDPOINT_URL: dynamodb.endpoint,
    })
    expect([code, output]).toEqual([1, expect.stringContaining('what was not moved is where it was')])
    expect(output).not.toContain('canary')
  })
})
