import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { exportAccount } from '@cruddur/contract/account'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Member, startTestApp, type TestApp } from '../../testing/test-app.ts'
import { sentMessages } from '../messages/sent-messages.ts'
import { createExports } from './export-account.ts'

const cruds = 12_000
const crudBytes = 1_000

let test: TestApp
let crew: Member[]
beforeAll(async () => {
  test = await startTestApp()
  crew = await Promise.all(Array.from({ length: 8 }, (_, n) => test.member(`crew_${n}`)))
  await test.app.listen({ port: 0, host: '127.0.0.1' })
  await test.db.transaction().execute(async (db) => {
    // Without the triggers, which would tell streams of each.
    await sql`set local statement_timeout = '60s'`.execute(db)
    await sql`alter table activities disable trigger user`.execute(db)
    await sql`insert into activities (user_uuid, sealed, created_at, expires_at)
      select u.uuid, unsealed(repeat('x', ${crudBytes})), now() - n * interval '1 ms', now() + interval '1 day'
      from users u, generate_series(1, ${cruds}) n where u.handle like 'crew_%'`.execute(db)
    await sql`alter table activities enable trigger user`.execute(db)
  })
}, 120_000)
afterAll(() => test.close(), 60_000)

/** Asks for an export over a socket and reads none of it, until `rest` does. */
async function open({ token }: Member) {
  const { port } = test.app.server.address() as AddressInfo
  const headers = { authorization: `Bearer ${token}` }
  const request = get({ port, host: '127.0.0.1', path: '/api/profile/export', headers, agent: false })
  const [reply] = (await once(request, 'response')) as [IncomingMessage]
  return { status: reply.statusCode, rest: () => text(reply), stop: () => reply.destroy() }
}

/** Connections that are in a transaction, other than the one that asks. */
async function busyConnections(): Promise<number> {
  const { rows } = await sql`select from pg_stat_activity
    where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()
      and backend_type = 'client backend'`.execute(test.db)
  return rows.length
}

const exportsWith = (limits: { sending: number; sendMs: number }) => {
  const { db, keys, identity, messages } = test.ports
  const sent = (sub: string) => sentMessages({ db, messages }, sub)
  return createExports({ db, keys, identity, sentMessages: sent, spoolDir: test.config.dataDir }, limits)
}

/** Bytes of the heap and of buffers that are in use. */
function usedBytes(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

describe('clients that do not read their exports', { timeout: 120_000 }, () => {
  it('hold no connection, no memory, no file with a name, and nobody else up', async () => {
    const [reader, ...others] = crew as [Member, ...Member[]]
    const before = usedBytes()
    const unread = []
    for (const as of others) unread.push(await open(as))
    expect(unread.map(({ status }) => status)).toEqual(others.map(() => 200))
    expect(await busyConnections()).toBe(0)
    // Together they are more than 84 MB; the rest is what the sockets and the test itself hold.
    expect(usedBytes() - before).toBeLessThan(63_000_000)
    expect(readdirSync(test.config.dataDir).filter((name) => name.includes('export'))).toEqual([])

    const { status, codes } = await test.call(exportAccount, {}, { as: others[0] as Member })
    expect([status, codes]).toEqual([429, ['rate_limited']])
    const file = JSON.parse(await (await open(reader)).rest())
    expect(file.cruds).toHaveLength(cruds)

    // What was not read is all there, for whoever reads in the end.
    const late = JSON.parse((await unread[0]?.rest()) ?? '')
    expect(late.cruds).toHaveLength(cruds)
    for (const { stop } of unread) stop()
    const again = async () => (await test.call(exportAccount, {}, { as: others[1] as Member })).status
    await expect.poll(again).toBe(200)
  })

  it('are cut off after their time, and can ask again', async () => {
    const exportOf = exportsWith({ sending: 10, sendMs: 200 })
    const [as] = crew as [Member]
    const { text: unread } = await exportOf(as)
    await expect(exportOf(as)).rejects.toMatchObject({ codes: ['rate_limited'] })
    const [error] = await once(unread, 'error')
    expect(error.name).toBe('AbortError')
    await expect.poll(() => exportOf(as).then(({ text: next }) => next.destroy().destroyed)).toBe(true)
  })

  it('are cut off, the oldest first, when there are too many of them', async () => {
    const exportOf = exportsWith({ sending: 2, sendMs: 60_000 })
    const [one, two, three] = crew as [Member, Member, Member]
    const texts = [(await exportOf(one)).text, (await exportOf(two)).text]
    texts[0]?.on('error', () => {})
    texts.push((await exportOf(three)).text)
    expect(texts.map(({ destroyed }) => destroyed)).toEqual([true, false, false])
    for (const each of texts) each.destroy()
  })
})
