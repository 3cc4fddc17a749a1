import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LambdaEndpoint, startLambdaEndpoint } from '@cruddur/aws-emulators/lambda-endpoint'
import { createTestDatabase, type TestDatabase } from '@cruddur/storage/test-database'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { bundleFunctions } from './bundle/bundle-functions.ts'
import { rdsToken } from './database/rds-token.ts'
import { postConfirmation } from './testing/events.ts'
import { type RdsDouble, startRdsDouble } from './testing/rds-double.ts'
import { invoke } from './testing/running-functions.ts'

// In a database of RDS a function has no password. It signs in with a token, over TLS.

const region = 'eu-central-1'
const credentials = { accessKeyId: 'ASIAFUNCTION', secretAccessKey: 'of the role', sessionToken: 'of the session' }

let dir: string
let database: TestDatabase
let rds: RdsDouble
let silent: RdsDouble
let lambda: LambdaEndpoint<'known' | 'stranger' | 'unsure' | 'password'>

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'cruddur-rds-'))
  database = await createTestDatabase(inject('postgresUrl'))
  rds = await startRdsDouble(database.connectionUrl, isTokenOfRole)
  silent = await startRdsDouble(database.connectionUrl, () => true)
  const { file } = (await bundleFunctions(dir))['post-confirmation']
  const caFile = (name: string, { ca }: RdsDouble) => {
    writeFileSync(join(dir, name), ca)
    return join(dir, name)
  }
  const env = {
    CONNECTION_URL: addressOf('cruddur'),
    DATABASE_CA_FILE: caFile('rds.pem', rds),
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
  }
  lambda = await startLambdaEndpoint({
    known: { file, env },
    stranger: { file, env: { ...env, AWS_SECRET_ACCESS_KEY: 'of another role' } },
    unsure: { file, env: { ...env, DATABASE_CA_FILE: caFile('other.pem', silent) } },
    password: { file, env: { ...env, CONNECTION_URL: addressOf('cruddur:secret') } },
  })
})

afterAll(async () => {
  await lambda.stop()
  await Promise.all([rds.stop(), silent.stop()])
  await database.drop()
  rmSync(dir, { recursive: true })
})

const databaseName = () => new URL(database.connectionUrl).pathname
const addressOf = (user: string) => `postgresql://${user}@localhost:${rds.port}${databaseName()}`

/** Signs again what the token says that it has signed. */
function isTokenOfRole(token: string): boolean {
  const [, time = ''] = /X-Amz-Date=(\w+)/.exec(token) ?? []
  const signedAt = new Date(time.replace(/(....)(..)(..T..)(..)(..)/, '$1-$2-$3:$4:$5'))
  return token === rdsToken({ host: 'localhost', port: rds.port, user: 'cruddur' }, region, credentials, signedAt)
}

const confirm = (name: string, handle: string) =>
  invoke(lambda.url, name, postConfirmation({ preferred_username: handle, email: `${handle}@example.org` }))

async function handles() {
  const { rows } = await sql<{ handle: string }>`select handle from users order by handle`.execute(database.db)
  return rows.map(({ handle }) => handle)
}

test('a function signs in with a token of its role, and keeps the connection', async () => {
  expect(await confirm('known', 'worf')).toHaveProperty('event')
  expect(await confirm('known', 'data')).toHaveProperty('event')
  expect(await handles()).toEqual(['data', 'worf'])
  expect(rds.passwords).toHaveLength(1)
})

test('a connection that gives no answer is replaced by one with a new token', async () => {
  rds.stall()
  expect(await confirm('known', 'troi')).toHaveProperty('event')
  expect(await handles()).toContain('troi')
  expect(rds.passwords).toHaveLength(2)
})

test('a role whose token the database does not take gets nowhere, and the log says why', async () => {
  expect(await confirm('stranger', 'lore')).toEqual({ refusal: 'generic_500' })
  await expect.poll(() => lambda.logs('stranger')).toContain('"sqlState":"28000"')
})

test('a server that nobody vouches for gets no token', async () => {
  const before = rds.passwords.length
  expect(await confirm('unsure', 'lore')).toEqual({ refusal: 'database_unavailable' })
  expect(rds.passwords).toHaveLength(before)
})

test('a password in the environment is refused, and the log does not repeat it', async () => {
  expect(await confirm('password', 'lore')).toEqual({ refusal: 'generic_500' })
  await expect.poll(() => lambda.logs('password')).toContain('CONNECTION_URL must hold no password')
  expect(lambda.logs('password')).not.toContain('secret')
})
