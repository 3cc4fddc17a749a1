import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { createTestDatabase } from '@cruddur/storage/test-database'
import { makeAuthority, makeServerCertificate } from '@cruddur/storage/testing/certificates'
import { startTlsPostgres } from '@cruddur/storage/testing/tls-postgres'
import { sql } from 'kysely'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { checkDatabase } from './database-check.ts'

/** A message of PostgreSQL's protocol: a letter, its length, its parts; texts end with a zero byte. */
function message(type: string, ...parts: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(`${part}\0`) : part)))
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body])
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

const int16 = (value: number) => Buffer.from([value >> 8, value & 255])
const ready = message('Z', Buffer.from('I'))
const welcome = Buffer.concat([message('R', int32(0)), ready])
const refusal = (code: string) => message('E', 'SFATAL', `C${code}`, 'Msecret detail', Buffer.from([0]))

function answer(facts: Record<string, string>): Buffer {
  const types: Record<string, number> = { major: 23, read_only: 16 }
  const columns = Object.keys(facts).map((name) =>
    Buffer.concat([
      Buffer.from(`${name}\0`),
      int32(0),
      int16(0),
      int32(types[name] ?? 25),
      int16(-1 & 0xffff),
      int32(-1),
      int16(0),
    ]),
  )
  const values = Object.values(facts).map((value) => Buffer.concat([int32(value.length), Buffer.from(value)]))
  const count = int16(columns.length)
  return Buffer.concat([
    message('T', count, ...columns),
    message('D', count, ...values),
    message('C', 'SELECT 1'),
    ready,
  ])
}

const nothing = Buffer.concat([message('T', int16(0)), message('C', 'SELECT 0'), ready])

/** A server that speaks just enough of the protocol. It answers the first query with `query`, and holds no tables. */
async function fakePostgres({ start, query }: { start: Buffer; query?: Buffer }): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => {
      socket.write(start)
      const answers = query ? [query] : []
      socket.on('data', (data) => data.toString().startsWith('Q') && socket.write(answers.shift() ?? nothing))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `postgresql://ada:hunter2@127.0.0.1:${(server.address() as AddressInfo).port}/cruddur`
}

const good = { version: '18.4', major: '18', encoding: 'UTF8', read_only: 'f' }

describe('a database', () => {
  it('that serves us passes', async () => {
    await checkDatabase(inject('postgresUrl'))
    await checkDatabase(await fakePostgres({ start: welcome, query: answer(good) }))
  })

  it('that is read-only by default passes, because our connections ask to write', async () => {
    const { db, connectionUrl, drop } = await createTestDatabase(inject('postgresUrl'))
    onTestFinished(drop)
    const name = new URL(connectionUrl).pathname.slice(1)
    await sql.raw(`alter database ${name} set default_transaction_read_only = on`).execute(db)
    await checkDatabase(connectionUrl)
  })

  it.each([
    [{ version: '17.6', major: '17' }, 'is PostgreSQL 17.6: 18 or newer is needed'],
    [{ encoding: 'LATIN1' }, 'is encoded in LATIN1: UTF8 is needed'],
    [{ read_only: 't' }, 'is read-only: the primary is needed'],
  ])('that cannot serve us is refused: %o', async (facts, why) => {
    const url = await fakePostgres({ start: welcome, query: answer({ ...good, ...facts }) })
    await expect(checkDatabase(url)).rejects.toThrow(
      new RegExp(`^CONNECTION_URL: cruddur on 127\\.0\\.0\\.1:\\d+ ${why}$`),
    )
  })

  it.each([
    ['28P01', 'refuses the password'],
    ['28000', 'refuses the user'],
    ['3D000', 'does not exist'],
    ['53300', 'has no connection left'],
    ['57P03', 'is starting up or shutting down'],
    ['XX000', 'cannot be used: XX000'],
  ])('that answers with %s is refused in our words, not in its own', async (code, why) => {
    const error = await checkDatabase(await fakePostgres({ start: refusal(code) })).catch((error: Error) => error)
    expect(error).toHaveProperty('message', expect.stringMatching(new RegExp(`^CONNECTION_URL: .*${why}$`)))
    expect(String(error)).not.toMatch(/hunter2|secret/)
  })

  it('that is missing on a real server is refused', async () => {
    const url = new URL(inject('postgresUrl'))
    url.pathname = '/missing'
    await expect(checkDatabase(url.href)).rejects.toThrow('does not exist')
  })

  it('whose certificate cannot be trusted is refused, with what to do', async () => {
    const authority = makeAuthority('Our root')
    const postgres = await startTlsPostgres(makeServerCertificate(authority, ['localhost']))
    onTestFinished(() => postgres.stop())
    const root = encodeURIComponent(postgres.write('root.pem', authority.pem))
    const url = (host: string, query: string) => `postgresql://postgres@${host}:${postgres.port}/postgres${query}`
    await checkDatabase(url('localhost', `?sslmode=verify-full&sslrootcert=${root}`))
    for (const [host, query, words] of [
      ['localhost', '?sslmode=verify-full', 'no trusted root has signed'],
      ['127.0.0.1', `?sslmode=verify-full&sslrootcert=${root}`, 'a certificate for another host'],
      ['localhost', '', 'without encryption: add ?sslmode=verify-full'],
    ] as const) {
      await expect(checkDatabase(url(host, query))).rejects.toThrow(words)
    }
  })
})
