import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { buildApp } from '../app.ts'
import { startTestApp, type TestApp } from '../testing/test-app.ts'

let test: TestApp
afterEach(() => test.close())

const ask = (remoteAddress: string, headers: Record<string, string> = {}) =>
  test.app.inject({ url: '/api/activities/home', remoteAddress, headers })

it('an address that asks too often is told when to come back', async () => {
  test = await startTestApp({ RATE_LIMIT_ADDRESS: '3/5min' })
  for (let n = 0; n < 3; n++) expect((await ask('192.0.2.1')).statusCode).toBe(200)
  const refused = await ask('192.0.2.1')
  expect([refused.statusCode, refused.json()]).toEqual([429, ['rate_limited']])
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect((await ask('192.0.2.2')).statusCode).toBe(200)
})

it('a forged forwarding header changes nothing when no proxy is trusted', async () => {
  test = await startTestApp({ RATE_LIMIT_ADDRESS: '3/5min' })
  const answers = []
  for (let n = 0; n < 6; n++) {
    const forged = `198.51.100.${n}`
    answers.push(
      (await ask('192.0.2.1', { 'x-forwarded-for': forged, forwarded: `for=${forged}`, 'x-real-ip': forged }))
        .statusCode,
    )
  }
  expect(answers).toEqual([200, 200, 200, 429, 429, 429])
})

it('behind a trusted proxy the address is the one that the proxy saw, whatever a client put before it', async () => {
  test = await startTestApp({ RATE_LIMIT_ADDRESS: '3/5min', TRUST_PROXY: '10.0.0.0/8' })
  const answers = []
  for (let n = 0; n < 5; n++) {
    answers.push((await ask('10.0.0.1', { 'x-forwarded-for': `198.51.100.${n}, 192.0.2.1` })).statusCode)
  }
  expect(answers).toEqual([200, 200, 200, 429, 429])
  expect((await ask('10.0.0.1', { 'x-forwarded-for': '192.0.2.9' })).statusCode).toBe(200)
})

it('addresses of one IPv6 network count as one', async () => {
  test = await startTestApp({ RATE_LIMIT_ADDRESS: '3/5min' })
  const answers = []
  for (let n = 1; n <= 5; n++) answers.push((await ask(`2001:db8:1:2::${n}`)).statusCode)
  expect(answers).toEqual([200, 200, 200, 429, 429])
})

it('a person is limited wherever they call from', async () => {
  test = await startTestApp({ RATE_LIMIT_PERSON: '3/5min' })
  const { token } = await test.member('worf')
  const answers = []
  for (let n = 1; n <= 5; n++)
    answers.push((await ask(`192.0.2.${n}`, { authorization: `Bearer ${token}` })).statusCode)
  expect(answers).toEqual([200, 200, 200, 429, 429])
})

describe('a limit goes by the route that matched, not by the text of the address', () => {
  /** Asks over a real socket: `inject` would tidy the address up. */
  async function askRaw(path: string): Promise<{ status: number | undefined; cache: string | undefined }> {
    const { port } = test.app.server.address() as AddressInfo
    return new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port, path }, (answer) => {
        answer.resume()
        answer.once('end', () => resolve({ status: answer.statusCode, cache: answer.headers['cache-control'] }))
      })
        .once('error', reject)
        .end()
    })
  }

  it.each([
    '/%61pi/trends',
    '/ap%69/trends',
    'http://x/api/trends',
    '/api/trends/',
    '/@nobody',
    '/@nobody/followers',
    '/no/page',
  ])('%s', async (path) => {
    test = await startTestApp({ RATE_LIMIT_ADDRESS: '3/5min' })
    await test.app.listen({ host: '127.0.0.1', port: 0 })
    const answers = []
    for (let n = 0; n < 5; n++) answers.push(await askRaw(path))
    expect(answers.map(({ status }) => status === 429)).toEqual([false, false, false, true, true])
    for (const { cache } of answers) expect(cache).toBe('no-store')
  })
})

it('health checks are never refused, so that a load balancer hears the truth', async () => {
  test = await startTestApp({ RATE_LIMIT_ADDRESS: '3/5min' })
  for (const url of ['/api/health-check', '/api/health']) {
    for (let n = 0; n < 9; n++) expect((await test.app.inject({ url })).statusCode).toBe(200)
  }
})

it('a site of many IPv6 subscribers has four times the limit of one', async () => {
  test = await startTestApp({ RATE_LIMIT_ADDRESS: '3/5min' })
  const answers = []
  for (let n = 0; n < 20; n++) answers.push((await ask(`2001:db8:1:${n.toString(16)}::1`)).statusCode)
  expect(answers.filter((status) => status === 200)).toHaveLength(12)
})

it.each(['192.0.2.1:1025', '::ffff:192.0.2.1', '::ffff:c000:201'])(
  'a proxy that writes an address as %s counts the same client',
  async (written) => {
    test = await startTestApp({ RATE_LIMIT_ADDRESS: '3/5min', TRUST_PROXY: '10.0.0.0/8' })
    for (let n = 0; n < 3; n++) expect((await ask('10.0.0.1', { 'x-forwarded-for': '192.0.2.1' })).statusCode).toBe(200)
    expect((await ask('10.0.0.1', { 'x-forwarded-for': written })).statusCode).toBe(429)
  },
)

it('two servers on one database keep one limit', async () => {
  test = await startTestApp({ RATE_LIMIT_ADDRESS: '100/5min' })
  const other = await buildApp(test.config, test.ports)
  let admitted = 0
  for (let n = 0; n < 240; n++) {
    const server = n % 2 ? other : test.app
    const { statusCode } = await server.inject({ url: '/api/trends', remoteAddress: '192.0.2.1' })
    if (statusCode === 200) admitted++
  }
  await other.close()
  expect(admitted).toBeGreaterThanOrEqual(90)
  expect(admitted).toBeLessThanOrEqual(110)
})

describe('requests at once', () => {
  it('of one client wait for each other, and hold up nobody else', async () => {
    test = await startTestApp()
    const blocked = await test.db.transaction().execute(async (transaction) => {
      await sql`lock table users in access exclusive mode`.execute(transaction)
      // More than may run at once and fewer than may wait: those that run wait for the lock.
      const many = Array.from({ length: 40 }, () => ask('192.0.2.1', { authorization: 'Bearer bad' }))
      const health = await test.app.inject({ url: '/api/health-check', remoteAddress: '192.0.2.2' })
      expect(health.statusCode).toBe(200)
      return many
    })
    const statuses = (await Promise.all(blocked)).map(({ statusCode }) => statusCode)
    expect(new Set(statuses)).toEqual(new Set([200]))
  })

  it('beyond what may wait are refused', async () => {
    test = await startTestApp()
    const refused = await test.db.transaction().execute(async (transaction) => {
      await sql`lock table users in access exclusive mode`.execute(transaction)
      // With a bad token, because visitors who ask for the same wait for one reply.
      const many = Array.from({ length: 1_100 }, () => ask('192.0.2.1', { authorization: 'Bearer bad' }))
      return Promise.any(many.map(async (answer) => ((await answer).statusCode === 429 ? answer : Promise.reject())))
    })
    expect(refused.json()).toEqual(['rate_limited'])
    expect(refused.headers['retry-after']).toBe('1')
  })
})
