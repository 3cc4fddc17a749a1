import { createMessage } from '@cruddur/contract/messages'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { useTestApp } from '../testing/test-app.ts'

// Waiting long enough for the reader to be served meanwhile, on a busy machine too.
const test = await useTestApp({ REQUESTS_WAIT_MS: '1000' })

it('forty messages that wait for a lock leave connections for everybody else', async () => {
  const writers = await Promise.all(Array.from({ length: 4 }, (_, n) => test.member(`writer_${n}`)))
  const reader = await test.member('reader')
  let answered = 0
  const send = async (n: number) => {
    const payload = { handle: 'reader', message: `message ${n}`, ttl: '1-hour' }
    const headers = { authorization: `Bearer ${writers[n % writers.length]?.token}` }
    // Each from an address of its own: one address would wait for its own turns first.
    const remoteAddress = `198.51.100.${n}`
    const { method, path: url } = createMessage
    const reply = await test.app.inject({ method, url, payload, headers, remoteAddress })
    answered++
    return { status: reply.statusCode, codes: reply.statusCode === 200 ? [] : reply.json() }
  }
  let sending: ReturnType<typeof send>[] = []
  await test.db.transaction().execute(async (db) => {
    await sql`lock table messages in share mode`.execute(db)
    sending = Array.from({ length: 40 }, (_, n) => send(n))
    const waiting = async () => {
      const { rows } = await sql<{ count: number }>`
        select count(distinct pid) as count from pg_locks l
        where not granted and pid in (select pid from pg_stat_activity where datname = current_database())`.execute(db)
      return rows[0]?.count
    }
    await expect.poll(waiting, { interval: 5 }).toBeGreaterThan(0)
    for (const url of ['/api/activities/home', '/api/message_groups']) {
      const headers = { authorization: `Bearer ${reader.token}` }
      expect((await test.app.inject({ url, headers, remoteAddress: '192.0.2.1' })).statusCode).toBe(200)
    }
    expect(answered).toBe(0)
    // Those that get no connection in time are told so, and do not wait for the lock.
    const first = await Promise.any(sending)
    expect(first).toEqual({ status: 503, codes: ['server_busy'] })
  })
  const statuses = (await Promise.all(sending)).map(({ status }) => status)
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(5)
  expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([])
})
