import { afterEach, expect, it } from 'vitest'
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
