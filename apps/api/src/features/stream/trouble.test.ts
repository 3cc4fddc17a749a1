import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect as connectSocket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '@cruddur/embedded-postgres/embedded-postgres'
import { createListener } from '@cruddur/storage/listener'
import type { Db } from '@cruddur/storage/postgres'
import { createTestDatabase } from '@cruddur/storage/test-database'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { buildApp } from '../../app.ts'
import { insertCrud } from '../../testing/cruds.ts'
import { listenToStream } from '../../testing/listen-to-stream.ts'
import { useTestApp } from '../../testing/test-app.ts'

const test = await useTestApp()
const worf = await test.member('worf')
await test.app.listen({ host: '127.0.0.1', port: 0 })

type Stream = Awaited<ReturnType<typeof listenToStream>>

const hears = (stream: Stream, uuid: string) =>
  stream.until((heard) => heard.some((event) => 'uuid' in event && event.uuid === uuid))

const terminateOthers = (db: Db) =>
  sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(db)

it('a stream survives broken database connections, and misses nothing', async () => {
  const stream = await listenToStream(test.app)
  for (let round = 0; round < 3; round++) {
    await terminateOthers(test.db)
    await hears(stream, await insertCrud(test, { user_uuid: worf.uuid }))
  }
  expect(stream.kinds()).toEqual(['crud', 'crud', 'crud'])
  await stream.close()
})

it('a stream survives a restart of the database, and sends what is written after it', {
  timeout: 60_000,
}, async () => {
  const dir = await mkdtemp(join(tmpdir(), 'cruddur-restart-'))
  const postgres = await startEmbeddedPostgres({
    program: 'Cruddur',
    dataDir: dir,
    durable: false,
    log: { info() {}, warn() {}, error() {} },
  })
  const { db, connectionUrl } = await createTestDatabase(postgres.connectionUrl)
  const listener = createListener(connectionUrl, 'cruddur_stream')
  const app = await buildApp(test.config, { ...test.ports, db, listener })
  try {
    await app.listen({ host: '127.0.0.1', port: 0 })
    const { rows } = await sql<{ uuid: string }>`insert into users (cognito_user_uuid, handle, display_name)
      values (gen_random_uuid(), 'data', 'Data') returning uuid`.execute(db)
    const user_uuid = rows[0]?.uuid as string
    const { keys } = test
    const stream = await listenToStream(app)
    const unheard = await db
      .transaction()
      .execute((transaction) => insertCrud({ db: transaction, keys }, { user_uuid }))
    const before = postgres.pid()
    process.kill(before, 'SIGINT')
    const written = await retry(() => insertCrud({ db, keys }, { user_uuid }))
    await hears(stream, unheard)
    await hears(stream, written)
    expect(postgres.pid()).not.toBe(before)
    await stream.close()
  } finally {
    await app.close()
    await listener.close()
    await db.destroy()
    await postgres.stop()
    await rm(dir, { recursive: true, force: true })
  }
})

async function retry<Result>(action: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await action()
    } catch {
      await new Promise(setImmediate)
    }
  }
}

it('a silent stream is not closed like a slow request', async () => {
  const app = await buildApp({ ...test.config, limits: { ...test.config.limits, request: 100 } }, test.ports)
  await app.listen({ host: '127.0.0.1', port: 0 })
  const stream = await listenToStream(app)
  // Somebody who says nothing, and came later, is hung up on: twice, so that every timer has come round.
  for (let round = 0; round < 2; round++) {
    const silent = connectSocket((app.server.address() as { port: number }).port, '127.0.0.1')
    silent.on('error', () => {}).resume()
    await once(silent, 'close')
  }
  await hears(stream, await insertCrud(test, { user_uuid: worf.uuid }))
  await stream.close()
  await app.close()
})

it('no other reply is written into a stream, whenever its client asks for one', async () => {
  const request = (path: string) => `GET ${path} HTTP/1.1\r\nhost: cruddur.test\r\n\r\n`
  const { port } = test.app.server.address() as { port: number }
  /** What comes until the server closes the connection. */
  async function readAll(first: string, afterOpening = ''): Promise<string> {
    const socket = connectSocket(port, '127.0.0.1').setEncoding('utf8')
    socket.on('error', () => {}).write(first)
    let text = ''
    socket.on('data', (piece: string) => {
      text += piece
      if (text.includes('id: ') && afterOpening) socket.write(afterOpening)
    })
    await once(socket, 'close')
    return text
  }
  const [stream, other] = [request('/api/stream'), request('/api/health-check')]
  const later = await readAll(stream, other)
  expect(later).toMatch(/^HTTP\/1.1 200 OK\r\n.*\r\n\r\nretry: /s)
  expect(later.match(/HTTP/g)).toHaveLength(1)
  expect(await readAll(stream + other)).not.toContain('success')
  expect(await readAll(stream + stream)).not.toContain('retry')
})

it('a server that closes ends its streams', async () => {
  const app = await buildApp(test.config, test.ports)
  await app.listen({ host: '127.0.0.1', port: 0 })
  const streams = await Promise.all(Array.from({ length: 10 }, () => listenToStream(app)))
  // A stream has no end of its own: closing would wait for ever.
  await app.close()
  await Promise.all(streams.map(({ ended }) => ended))
})

it('one person has at most 20 streams; each that ends frees a place', async () => {
  const streams = await Promise.all(Array.from({ length: 20 }, () => listenToStream(test.app, { as: worf })))
  const refused = await listenToStream(test.app, { as: worf })
  expect(refused.status).toBe(429)
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect((await listenToStream(test.app)).status).toBe(200)
  for (const stream of streams) await stream.close()
  while ((await listenToStream(test.app, { as: worf })).status !== 200) await new Promise(setImmediate)
})

it('while the database is away a stream is refused with 503', async () => {
  const { connect } = await import('@cruddur/storage/postgres')
  const db = connect('postgresql://nobody@127.0.0.1:1/nothing')
  const app = await buildApp(test.config, { ...test.ports, db })
  const answer = await app.inject({ url: '/api/stream' })
  expect([answer.statusCode, answer.json()]).toEqual([503, ['database_unavailable']])
  await app.close()
  await db.destroy()
})
