import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'

const quiet = { info() {}, warn() {}, error() {} }
const dataDir = mkdtempSync(join(tmpdir(), 'cruddur-embedded-'))
let postgres: EmbeddedPostgres
let client: pg.Client

beforeAll(async () => {
  // What a killed start leaves.
  mkdirSync(join(dataDir, 'postgres.unfinished/base'), { recursive: true })
  writeFileSync(join(dataDir, 'postgres.unfinished/PG_VERSION'), '18\n')
  postgres = await startEmbeddedPostgres({ dataDir, program: 'Cruddur', log: quiet })
  client = new pg.Client({ connectionString: postgres.connectionUrl })
  await client.connect()
})

afterAll(async () => {
  await client.end()
  await postgres.stop()
  await postgres.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const setting = async (name: string) => (await client.query(`select current_setting('${name}') as value`)).rows[0].value

describe('the embedded PostgreSQL', () => {
  it('gives the server a role that is not a superuser and cannot become one', async () => {
    const { rows } = await client.query(
      'select rolname, rolsuper, rolcreatedb from pg_roles where rolname = current_user',
    )
    expect(rows).toEqual([{ rolname: 'cruddur', rolsuper: false, rolcreatedb: false }])
    await expect(client.query('set role postgres')).rejects.toThrow('permission denied')
    await expect(client.query(`copy (select 1) to program 'true'`)).rejects.toThrow('permission denied')
  })

  it('listens on no port, only in a directory that no other user may enter', async () => {
    expect(await setting('listen_addresses')).toBe('')
    const dir = new URL(postgres.connectionUrl).searchParams.get('host') ?? ''
    expect(statSync(dir).mode & 0o777).toBe(0o700)
    expect(Buffer.byteLength(join(dir, '.s.PGSQL.5432.lock'))).toBeLessThan(100)
  })

  it('has written to the disk what it acknowledges, and keeps no files of old rows', async () => {
    expect(await setting('fsync')).toBe('on')
    expect(await setting('synchronous_commit')).toBe('on')
    expect(await setting('wal_recycle')).toBe('off')
  })

  it('holds UTF-8 and sorts alike everywhere', async () => {
    expect(await setting('server_encoding')).toBe('UTF8')
    const { rows } = await client.query(`select lower('ÀÉ') as lower, upper('éß😀') as upper`)
    expect(rows).toEqual([{ lower: 'àé', upper: 'Éß😀' }])
  })

  it('guarantee 9: logs no words, whatever goes wrong with them', async () => {
    const words = 'canary-7431'
    await expect(client.query('select $1::uuid', [words])).rejects.toThrow('invalid input syntax')
    await expect(client.query(`select '${words}' from nowhere`)).rejects.toThrow('does not exist')
    await client.query(`do $$ begin raise warning '${words}'; end $$`)
    await client.query('create temporary table t (a text primary key)')
    await client.query('insert into t values ($1)', [words])
    await expect(client.query('insert into t values ($1)', [words])).rejects.toThrow('duplicate key')
    const log = readFileSync(join(dataDir, 'postgres.log'), 'utf8')
    expect(log).toContain('database system is ready')
    expect(log).not.toContain(words)
  })

  it('refuses a data directory that is in use', async () => {
    const second = startEmbeddedPostgres({ dataDir, program: 'Cruddur', log: quiet })
    await expect(second).rejects.toThrow(`${dataDir} is in use by another Cruddur server (process ${process.pid})`)
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  })

  it('has left no unfinished cluster', () => {
    expect(existsSync(join(dataDir, 'postgres.unfinished'))).toBe(false)
  })
})
