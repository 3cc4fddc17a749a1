import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest'
import { createListener } from './listener.ts'
import { connect, type Db } from './postgres.ts'
import { withSessionSettings } from './session-settings.ts'
import { createTestDatabase, type TestDatabase } from './test-database.ts'

let database: TestDatabase
let db: Db
beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'))
  db = connect(database.connectionUrl)
})
afterAll(async () => {
  await db.destroy()
  await database.drop()
})

async function alter(name: string, value: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(database.db)
  await sql.raw(`alter database ${rows[0]?.name} set ${name} = ${value}`).execute(database.db)
}

async function instantOf(connection: Db): Promise<unknown> {
  const { rows } = await sql<{ at: string }>`
    insert into users (cognito_user_uuid, handle, display_name, created_at)
    values (gen_random_uuid(), 'u' || substr(gen_random_uuid()::text, 1, 8), E'\\\\', '2026-03-02T01:00:00Z')
    returning created_at as at`.execute(connection)
  return rows[0]?.at
}

it.each([
  ['datestyle', "'SQL, DMY'"],
  ['datestyle', "'German'"],
  ['timezone', "'Asia/Kathmandu'"],
  ['search_path', 'nowhere'],
  ['standard_conforming_strings', 'off'],
  ['intervalstyle', "'sql_standard'"],
  ['bytea_output', "'escape'"],
  ['client_encoding', "'LATIN1'"],
  ['default_transaction_read_only', 'on'],
  ['default_transaction_isolation', "'serializable'"],
  ['idle_session_timeout', "'1ms'"],
  ['transaction_timeout', "'1ms'"],
])('a database that was altered to %s = %s serves us as any other', async (name, value) => {
  await alter(name, value)
  const connection = connect(database.connectionUrl, { max: 1 })
  try {
    expect(await instantOf(connection)).toBe('2026-03-02T01:00:00.000Z')
    const { rows } = await sql`
      select '😀' as text, interval '1 day 2 hours'::text as interval, '\\x00ff'::bytea as bytes,
        current_setting('transaction_isolation') as isolation, pg_sleep(0.01)::text as slept`.execute(connection)
    expect(rows).toEqual([
      { text: '😀', interval: '1 day 02:00:00', bytes: Buffer.from([0, 255]), isolation: 'read committed', slept: '' },
    ])
  } finally {
    await connection.destroy()
    await sql.raw(`alter database ${new URL(database.connectionUrl).pathname.slice(1)} reset all`).execute(database.db)
  }
})

it('a listener outlives idle_session_timeout', async () => {
  await alter('idle_session_timeout', "'1ms'")
  const errors: Error[] = []
  const listener = createListener(database.connectionUrl, 'settings', (error) => errors.push(error))
  let calls = 0
  listener.subscribe(() => calls++)
  await expect.poll(() => calls).toBe(1)
  await sql`select pg_sleep(0.05), pg_notify('settings', '')`.execute(database.db)
  await expect.poll(() => calls).toBe(2)
  await listener.close()
  expect(errors).toEqual([])
})

it('PGOPTIONS of the shell change nothing', async () => {
  vi.stubEnv('PGOPTIONS', '-c default_transaction_read_only=on -c datestyle=German')
  const connection = connect(database.connectionUrl, { max: 1 })
  expect(await instantOf(connection)).toBe('2026-03-02T01:00:00.000Z')
  await connection.destroy()
  vi.unstubAllEnvs()
})

it('keeps the options of the address, and other parameters', () => {
  const url = withSessionSettings('postgresql://a@/d?host=/tmp/a%20b&options=-c%20work_mem%3D8MB')
  const parameters = new URLSearchParams(url.split('?')[1])
  expect(parameters.get('host')).toBe('/tmp/a b')
  expect(parameters.get('options')).toMatch(/^-c work_mem=8MB -c client_encoding=UTF8 .*=read\\ committed /)
})
