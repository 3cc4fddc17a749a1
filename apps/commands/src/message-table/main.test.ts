import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import {
  CreateTableCommand,
  DeleteTableCommand,
  type DynamoDBClient,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb'
import { openTableAdmin } from '@cruddur/message-stores/dynamodb/table-admin'
import type { Finding } from '@cruddur/message-stores/dynamodb/table-findings'
import { type Emulator, emulator, startEmulator } from '@cruddur/message-stores/testing/dynoxide'
import { messageTableDefinition } from '@cruddur/storage/message-table'
import { createTestDatabase } from '@cruddur/storage/test-database'
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest'
import { refusalOf } from '../../../api/src/process-tests/testing/refused-start.ts'
import { makeTempDir } from '../../../api/src/process-tests/testing/server-process.ts'
import { readArguments } from './read-arguments.ts'

async function run(args: string[], env: Record<string, string>) {
  const script = join(import.meta.dirname, 'main.ts')
  const child = spawn(process.execPath, [script, ...args], { env: { ...process.env, ...env }, stdio: 'pipe' })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (output += piece))
  const [code] = await once(child, 'close')
  return { code, output }
}

it.each([[], ['drop'], ['create', 'more'], ['check', '--what']])('does not understand %j', (...args) => {
  expect(readArguments(args)).toBeNull()
})

it('says how it is used, and that it needs the name of a table', async () => {
  const { code, output } = await run([], {})
  expect([code, output]).toEqual([64, expect.stringContaining('npm run messages:table -- create')])
  const unnamed = await run(['check'], { DDB_MESSAGE_TABLE: '' })
  expect([unnamed.code, unnamed.output]).toEqual([1, expect.stringContaining('cruddur: DDB_MESSAGE_TABLE: is not set')])
})

describe.skipIf(!emulator)('npm run messages:table', () => {
  let dynamodb: Emulator
  let client: DynamoDBClient
  beforeAll(async () => {
    dynamodb = await startEmulator()
    client = dynamodb.connect()
  })
  afterAll(async () => {
    client.destroy()
    await dynamodb.stop()
  })

  const settings = (table: string) => ({
    DDB_MESSAGE_TABLE: table,
    AWS_DEFAULT_REGION: 'eu-central-1',
    AWS_ENDPOINT_URL: dynamodb.endpoint,
  })
  const makeTable = (name: string, sortKey: string) => {
    const names = ['pk', sortKey]
    return client.send(
      new CreateTableCommand({
        ...messageTableDefinition(name).table,
        AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: names.map((AttributeName, n) => ({ AttributeName, KeyType: n === 0 ? 'HASH' : 'RANGE' })),
      }),
    )
  }

  it('makes a table that a server refused to start without, and then has nothing more to do', {
    timeout: 60_000,
  }, async () => {
    const { connectionUrl, drop } = await createTestDatabase(inject('postgresUrl'))
    onTestFinished(drop)
    const table = 'newcomer'
    const env = { ...settings(table), CONNECTION_URL: connectionUrl, DATA_DIR: makeTempDir() }
    const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' }
    const { line } = await refusalOf({ env: { ...env, ...credentials } })
    expect(line).toContain(
      `DDB_MESSAGE_TABLE: newcomer in ${dynamodb.endpoint} does not exist. \`npm run messages:table -- create\` puts that right`,
    )
    const missing = await run(['check'], settings(table))
    expect([missing.code, missing.output]).toEqual([
      1,
      'WRONG newcomer does not exist: npm run messages:table -- create makes it\n',
    ])
    const made = await run(['create'], settings(table))
    expect([made.code, made.output]).toEqual([0, expect.stringContaining('made the table newcomer\n')])
    expect(made.output).toMatch(/^Making newcomer in eu-central-1 at http:\/\/127\.0\.0\.1:\d+\n/)
    expect(made.output).not.toContain('WRONG')
    const again = await run(['create'], settings(table))
    expect([again.code, again.output]).toEqual([0, expect.not.stringMatching(/made|turned/)])
    await expect(client.send(new DeleteTableCommand({ TableName: table }))).rejects.toThrow(/protect/i)
  })

  async function administer(table: string, endpoint = dynamodb.endpoint) {
    const admin = openTableAdmin({ table, region: 'eu-central-1', endpoint })
    try {
      const options = { recovery: false }
      const before = await admin.check(options)
      return { before, done: await admin.create(options), after: await admin.check(options) }
    } finally {
      admin.close()
    }
  }
  const wrongIn = (findings: Finding[]) => findings.flatMap(({ isRight, words }) => (isRight ? [] : [words]))

  it('turns on what is off in a table with our keys, such as the original’s', async () => {
    await makeTable('original', 'sk')
    const { before, done, after } = await administer('original')
    expect(wrongIn(before)).toEqual([
      expect.stringContaining('time to live: not on the attribute expires_at'),
      'deletion protection: off. npm run messages:table -- create turns it on',
    ])
    expect([done, wrongIn(after)]).toEqual([['turned deletion protection on', 'turned time to live on'], []])
  })

  it('changes nothing in a table with other keys', async () => {
    await makeTable('others', 'created')
    const { before, done, after } = await administer('others')
    expect([done, after]).toEqual([[], before])
    expect(wrongIn(after)).toContainEqual(
      'keys: pk:S,created:S. They cannot be changed, and pk:S,sk:S is needed: choose another name',
    )
  })

  it('names what a table erases by if that is another attribute', async () => {
    await makeTable('elsewhere', 'sk')
    const specification = { AttributeName: 'gone', Enabled: true }
    await client.send(new UpdateTimeToLiveCommand({ TableName: 'elsewhere', TimeToLiveSpecification: specification }))
    expect(wrongIn((await administer('elsewhere')).after)).toEqual([
      expect.stringContaining('Turn off the one on gone'),
    ])
  })

  it('says in a line when nothing answers', async () => {
    await expect(administer('table', 'http://127.0.0.1:1')).rejects.toThrow(
      'DDB_MESSAGE_TABLE: table in http://127.0.0.1:1 cannot be reached',
    )
  })
})
