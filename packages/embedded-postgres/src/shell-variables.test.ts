import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, it, onTestFinished, vi } from 'vitest'
import { startEmbeddedPostgres } from './embedded-postgres.ts'

const forAnotherDatabase = {
  PGHOST: 'db.example',
  PGPORT: '5433',
  PGUSER: 'ada',
  PGPASSWORD: 'secret',
  PGDATABASE: 'elsewhere',
  PGSERVICE: 'elsewhere',
  PGSSLMODE: 'prefer',
  PGSSLNEGOTIATION: 'direct',
  PGOPTIONS: '-c default_transaction_read_only=on',
  PGCLIENTENCODING: 'LATIN1',
  PGCLIENT_ENCODING: 'LATIN1',
  PGTZ: 'Asia/Tokyo',
  PGDATA: '/nowhere',
}

it('starts and serves whatever PG variables the shell has', async () => {
  for (const [name, value] of Object.entries(forAnotherDatabase)) vi.stubEnv(name, value)
  const dataDir = mkdtempSync(join(tmpdir(), 'cruddur-embedded-'))
  onTestFinished(() => {
    vi.unstubAllEnvs()
    rmSync(dataDir, { recursive: true, force: true })
  })
  const log = { info() {}, warn() {}, error() {} }
  const postgres = await startEmbeddedPostgres({ dataDir, program: 'Cruddur', durable: false, log })
  onTestFinished(() => postgres.stop())
  const client = new pg.Client({ connectionString: postgres.connectionUrl })
  await client.connect()
  onTestFinished(() => client.end())
  await client.query('create table words (word text)')
  await client.query('insert into words values ($1)', ['ほげ'])
  const { rows } = await client.query(`select word, current_user, current_database() as database,
    current_setting('timezone') as zone, current_setting('client_encoding') as encoding from words`)
  expect(rows).toEqual([{ word: 'ほげ', current_user: 'cruddur', database: 'cruddur', zone: 'UTC', encoding: 'UTF8' }])
})
