import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestDatabase, type TestDatabase } from '@cruddur/storage/test-database'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, it, onTestFinished, vi } from 'vitest'
import { makeTempDir } from '../../api/src/process-tests/testing/server-process.ts'
import { readArguments } from './read-arguments.ts'
import { createOriginalDatabase, type OriginalDatabase } from './testing/original-database.ts'

let original: OriginalDatabase
let target: TestDatabase
beforeAll(async () => {
  original = await createOriginalDatabase()
  target = await createTestDatabase(inject('postgresUrl'))
})
afterAll(async () => {
  await target.drop()
  await original.drop()
})

// All imports seal with one ring, as on one machine.
const dataDir = mkdtempSync(join(tmpdir(), 'cruddur-import-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

function start(args: string[], env: Record<string, string>) {
  const script = join(import.meta.dirname, 'main.ts')
  const child: ChildProcess = spawn(process.execPath, [script, ...args], {
    env: { ...process.env, DATA_DIR: dataDir, ...env },
    stdio: 'pipe',
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (piece) => (output += piece))
  return { child, ended: once(child, 'close').then(([code]) => ({ code, output })) }
}
const run = (from: string, env: Record<string, string> = {}, ...more: string[]) =>
  start(['--from', from, ...more], { CONNECTION_URL: target.connectionUrl, ...env }).ended

it.each([[[]], [['--from']], [['--to', 'x']], [['--from', 'postgres://h/d', 'more']]])(
  'does not understand %j',
  (args) => {
    expect(readArguments(args)).toBeNull()
  },
)

it('says how it is used', async () => {
  const { code, output } = await start([], {}).ended
  expect([code, output]).toEqual([64, expect.stringContaining('npm run import:original -- --from postgresql://')])
})

it('refuses in a line what it cannot read from or write to', { timeout: 90_000 }, async () => {
  const url = new URL(inject('postgresUrl'))
  const line = async (from: string, env: Record<string, string> = {}) => {
    const { code, output } = await run(from, env)
    expect([code, output]).toEqual([1, expect.stringMatching(/^cruddur: [^\n]+\n$/)])
    return output
  }
  expect(await line('mysql://here')).toContain('cruddur: --from: must be an address such as postgresql://')
  expect(await line('postgres://u:secret@127.0.0.1:1/d')).toBe(
    'cruddur: --from: d on 127.0.0.1:1 refuses connections: is it running?\n',
  )
  expect(await line(target.connectionUrl)).toMatch(/--from: test_\w+ on .* is the database to be written to\n$/)
  expect(await line(url.href)).toMatch(/--from: .* is not the database of the first Cruddur: it has no users\.uuid/)
  expect(await line(original.url, { CONNECTION_URL: original.url })).toMatch(
    /is the database of the original Cruddur.*npm run import:original/,
  )
  await sql`create database ${sql.id(`${url.pathname.slice(1)}_empty`)}`.execute(original.db)
  url.pathname += '_empty'
  onTestFinished(
    async () => void (await sql`drop database ${sql.id(url.pathname.slice(1))} with (force)`.execute(original.db)),
  )
  expect(await line(original.url, { CONNECTION_URL: url.href })).toContain(
    'tables are not there or not up to date: run `npm start` once',
  )
})

it('is killed in the middle and run again: everything is there once', { timeout: 90_000 }, async () => {
  const author = await original.user({ handle: 'Sheridan' })
  await sql`insert into activities (user_uuid, message, expires_at, created_at)
    select ${author}, 'canary ' || n, now() + interval '1 day', now() - n * interval '1 second' from generate_series(1, 1200) n`.execute(
    original.db,
  )
  const { rows } = await sql<{
    uuid: string
  }>`select uuid from activities order by created_at offset 700 limit 1`.execute(original.db)
  const last = { code: 0, output: '' }
  // A transaction that has remembered the 701st crud and does not end holds the second batch up.
  await target.db
    .transaction()
    .execute(async (transaction) => {
      await sql`set local idle_in_transaction_session_timeout = 0`.execute(transaction)
      await sql`insert into imported_rows (uuid, expires_at) values (${rows[0]?.uuid}, now())`.execute(transaction)
      const { child, ended } = start(['--from', original.url], { CONNECTION_URL: target.connectionUrl })
      await vi.waitFor(
        async () => {
          const { rows: waiting } =
            await sql`select from pg_locks where not granted and locktype = 'transactionid'`.execute(target.db)
          expect(waiting).toHaveLength(1)
        },
        { timeout: 60_000, interval: 50 },
      )
      child.kill('SIGKILL')
      Object.assign(last, await ended)
      throw new Error('undone')
    })
    .catch((error: Error) => expect(error.message).toBe('undone'))
  expect(last.output).not.toContain('Every row')
  const count = async () =>
    (await sql<{ count: number }>`select count(*) as count from live_activities`.execute(target.db)).rows[0]?.count
  expect(await count()).toBe(500)
  const dry = await run(original.url, {}, '--dry-run')
  expect([dry.code, dry.output]).toEqual([
    0,
    expect.stringMatching(/Taken 700, taken before 500.*\n.*Every row is accounted for\.\nDry run/),
  ])
  expect(await count()).toBe(500)
  const { code, output } = await run(original.url)
  expect([code, output]).toEqual([
    0,
    expect.stringContaining('cruds: 1200. Taken 700, taken before 500, expired 0, left behind 0\n'),
  ])
  expect(output).toMatch(/^\d+% {2}\d+ rows$/m)
  for (const secret of ['canary', 'example.com', '\u001b']) expect(output).not.toContain(secret)
  expect(await count()).toBe(1200)
  const { rows: accounts } = await sql`select from auth."user" where handle = 'sheridan'`.execute(target.db)
  expect(accounts).toHaveLength(1)
})

it('is over after 30 days', async () => {
  await sql`update original_imports set started_at = now() - interval '31 days'`.execute(target.db)
  const { code, output } = await run(original.url)
  expect([code, output]).toEqual([1, expect.stringMatching(/the import began on .* and is over after 30 days/)])
})

it('refuses while a server holds the embedded database', { timeout: 60_000 }, async () => {
  const { lockFile } = await import('@cruddur/embedded-postgres/data-dir-lock')
  const dir = makeTempDir()
  const unlock = lockFile(join(dir, 'server.lock'))
  const { code, output } = await run(original.url, { CONNECTION_URL: '', DATA_DIR: dir })
  expect([code, output]).toEqual([
    1,
    expect.stringMatching(/^cruddur: DATA_DIR: .* is in use by another Cruddur server.*: stop it first\n$/),
  ])
  unlock?.()
})
