import { burnActivity } from '@cruddur/contract/activities/publishing'
import { checkHealth, checkReadiness } from '@cruddur/contract/health'
import { signIn } from '@cruddur/contract/identity'
import { createMessage } from '@cruddur/contract/messages'
import { listTrends } from '@cruddur/contract/trends'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { listenToStream } from '../testing/listen-to-stream.ts'
import { type Member, useTestApp } from '../testing/test-app.ts'

const test = await useTestApp({ REQUESTS_RUNNING: '4', REQUESTS_WAITING: '3', MODERATORS: 'picard' })
const [author, reader] = [await test.member('author'), await test.member('reader')]

type Lane = 'ordinary' | 'reserved'
const numberOf = (name: 'requestsRunning' | 'requestsWaiting' | 'requestsShed', lane: Lane = 'ordinary') =>
  test.ports.metrics[name].read().find(({ values }) => values[0] === lane)?.value

/** Each from an address of its own, so that none waits for the turn of its address. */
let asked = 0
const askFor = (url: string, as?: Member) =>
  test.app.inject({
    url,
    remoteAddress: `192.0.2.${++asked}`,
    headers: as ? { authorization: `Bearer ${as.token}` } : {},
  })
const readMessages = () => askFor('/api/message_groups', reader)

it('while slow statements hold all places, requests wait shortly and are shed; health, sign-in and burning go on', async () => {
  const crud = await test.crud(author)
  await test.app.listen({ host: '127.0.0.1', port: 0 })
  const { held, late } = await test.db.transaction().execute(async (db) => {
    await sql`lock table messages in access exclusive mode`.execute(db)
    // Three of one kind, which is the most, and one of another.
    const message = { handle: 'reader', message: 'hello', ttl: '1-hour' }
    const write = test.call(createMessage, message, { as: author }).then(({ raw }) => raw)
    const held = [readMessages(), readMessages(), readMessages(), write]
    await expect.poll(() => numberOf('requestsRunning')).toBe(4)

    const late = [0, 1, 2].map(() => askFor('/api/trends'))
    await expect.poll(() => numberOf('requestsWaiting')).toBe(3)
    const refused = await askFor('/api/activities/home')
    expect([refused.statusCode, refused.json()]).toEqual([503, ['server_busy']])
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)

    expect((await test.call(checkHealth, {})).status).toBe(200)
    expect((await test.call(signIn, { email: 'nobody@example.com', password: 'a password' })).codes).toEqual([
      'generic_401',
    ])
    expect((await test.call(burnActivity, { uuid: crud.uuid }, { as: author })).status).toBe(200)
    // A stream is no running request: it takes no place, and none is shed for it.
    await (await listenToStream(test.app)).close()
    expect(numberOf('requestsRunning')).toBe(4)
    return { held, late: await Promise.all(late) }
  })
  for (const { statusCode, headers } of late) {
    expect([statusCode, Number(headers['retry-after'])]).toEqual([503, 1])
  }
  expect((await Promise.all(held)).map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200])
  expect([numberOf('requestsRunning'), numberOf('requestsWaiting')]).toEqual([0, 0])
  expect([numberOf('requestsShed'), numberOf('requestsShed', 'reserved')]).toEqual([4, 0])
  expect((await test.call(listTrends, {})).status).toBe(200)
  expect((await test.call(checkReadiness, {})).status).toBe(200)
  expect(test.logged()).not.toContain('request failed')
})

it('a client that leaves while it waits gives its place in the queue to others, and does not count as shed', async () => {
  const address = test.app.listeningOrigin
  const shedBefore = numberOf('requestsShed')
  await test.db.transaction().execute(async (db) => {
    await sql`lock table messages in access exclusive mode`.execute(db)
    const held = [readMessages(), readMessages(), readMessages()]
    await expect.poll(() => numberOf('requestsRunning')).toBe(3)
    const gone = new AbortController()
    const headers = { authorization: `Bearer ${reader.token}` }
    const leaving = fetch(`${address}/api/message_groups`, { headers, signal: gone.signal }).catch(() => 'left')
    await expect.poll(() => numberOf('requestsWaiting')).toBe(1)
    gone.abort()
    expect(await leaving).toBe('left')
    await expect.poll(() => numberOf('requestsWaiting')).toBe(0)
    return { held }
  })
  await expect.poll(() => numberOf('requestsRunning')).toBe(0)
  expect(numberOf('requestsShed')).toBe(shedBefore)
})

it('one address has half of the places, and gets nobody else shed', async () => {
  const held = await test.db.transaction().execute(async (db) => {
    await sql`lock table messages in access exclusive mode`.execute(db)
    const headers = { authorization: `Bearer ${author.token}` }
    const greedy = Array.from({ length: 9 }, () =>
      test.app.inject({ url: '/api/message_groups', headers, remoteAddress: '198.51.100.1' }),
    )
    await expect.poll(() => numberOf('requestsRunning')).toBe(2)
    const other = readMessages()
    await expect.poll(() => numberOf('requestsRunning')).toBe(3)
    expect(numberOf('requestsWaiting')).toBe(0)
    return [...greedy, other]
  })
  expect(new Set((await Promise.all(held)).map(({ statusCode }) => statusCode))).toEqual(new Set([200]))
})

it('what is refused before the framework has the headers of every reply; streams, health and a reserve are not', async () => {
  const address = test.app.listeningOrigin
  const shedBefore = numberOf('requestsShed') ?? 0
  await test.db.transaction().execute(async (db) => {
    await sql`lock table messages in access exclusive mode`.execute(db)
    const message = { handle: 'reader', message: 'hello', ttl: '1-hour' }
    const held = [readMessages(), readMessages(), readMessages(), test.call(createMessage, message, { as: author })]
    await expect.poll(() => numberOf('requestsRunning')).toBe(4)
    const late = [0, 1, 2].map(() => askFor('/api/trends'))
    await expect.poll(() => numberOf('requestsWaiting')).toBe(3)

    const refused = await fetch(`${address}/api/activities/home`)
    expect([refused.status, await refused.json()]).toEqual([503, ['server_busy']])
    const usual = await test.app.inject('/api/health-check')
    const ofOneReply = /^(?:date|connection|keep-alive|content-(?:type|length)|retry-after|stream-position)$/
    const ofOtherOrigins = /^(?:vary|access-control-.*)$/
    for (const [name, value] of Object.entries(usual.headers)) {
      if (ofOneReply.test(name) || ofOtherOrigins.test(name)) continue
      expect([name, refused.headers.get(name)]).toEqual([name, String(value)])
    }
    // A page of another origin can read it.
    const { origins } = test.config
    const other = await fetch(`${address}/api/activities/home`, { headers: { origin: origins[0] as string } })
    expect([other.status, other.headers.get('access-control-allow-origin')]).toEqual([503, origins[0]])
    const stranger = await fetch(`${address}/api/activities/home`, { headers: { origin: 'https://evil.example' } })
    expect([stranger.status, stranger.headers.get('access-control-allow-origin')]).toEqual([503, null])
    // Without an answer to its question the page could not even ask, and would not learn why.
    const preflight = {
      method: 'OPTIONS',
      headers: { origin: origins[0] as string, 'access-control-request-method': 'GET' },
    }
    expect((await fetch(`${address}/api/activities/home`, preflight)).status).toBe(204)

    expect((await fetch(`${address}/api/health-check`)).status).toBe(200)
    const credentials = JSON.stringify({ email: 'nobody@example.com', password: 'a password' })
    const json = { 'content-type': 'application/json' }
    const signingIn = await fetch(`${address}/api/identity/sign-in`, {
      method: 'POST',
      body: credentials,
      headers: json,
    })
    expect(signingIn.status).toBe(401)
    await (await listenToStream(test.app)).close()
    await Promise.all(late)
    return { held }
  })
  expect(numberOf('requestsShed')).toBe(shedBefore + 6)
  const shedInLog = () => test.logged().matchAll(/"shed":(\d+),"msg":"requests were refused/g)
  const logged = () => [...shedInLog()].reduce((sum, [, count]) => sum + Number(count), 0)
  await expect.poll(logged).toBe(numberOf('requestsShed'))
})
