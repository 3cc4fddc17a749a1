import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createActivity } from '@cruddur/contract/activities/publishing'
import { homeActivities } from '@cruddur/contract/feeds'
import { refreshSession } from '@cruddur/contract/identity'
import { showUserShort } from '@cruddur/contract/users'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CallError } from './call-error.ts'

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void

const uuid = '018f0000-0000-7000-8000-000000000000'
const worf = { uuid, handle: 'worf', display_name: 'Worf' }
const crud = {
  ...worf,
  message: 'a crud',
  replies_count: 0,
  reposts_count: 0,
  likes_count: 0,
  reply_to_activity_uuid: null,
  created_at: '2026-11-22T12:00:00.000Z',
  expires_at: '2026-11-23T12:00:00.000Z',
}

let server: Server
let handler: Handler
const seen: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[] = []

const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body })
    handler(request, response, body)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => server.close())

/** The modules as a page loads them: each test is a page of its own. */
const openPage = async ({ signedIn = false, lifetime = 900 } = {}) => {
  const kept = new Map(signedIn ? [['cruddur.session', '1']] : [])
  vi.stubGlobal('location', { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
  vi.stubGlobal('addEventListener', () => undefined)
  vi.stubGlobal('BroadcastChannel', undefined)
  const [{ call, callPage }, { session, startSession, enterEverywhere }] = await Promise.all([
    import('./call.ts'),
    import('./session/session.ts'),
  ])
  startSession(() => import('./session/renewal.ts'))
  const enter = (token: string) => enterEverywhere({ access_token: token, expires_in: lifetime, user: worf })
  return { call, callPage, session, enter, kept }
}

beforeEach(() => {
  vi.resetModules()
  seen.length = 0
})
afterEach(() => vi.unstubAllGlobals())

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable('it did not fail'),
    (error: unknown) => ({
      name: (error as CallError).name,
      status: (error as CallError).status,
      codes: (error as CallError).codes,
    }),
  )

describe('a call', () => {
  it('returns the reply, and the cursor of the next page', async () => {
    handler = (_, response) => json(response, 200, [crud], { link: '</api/activities/home?cursor=abc>; rel="next"' })
    const { callPage } = await openPage()
    expect(await callPage(homeActivities, {})).toEqual({ reply: [crud], next: 'abc' })
  })

  it('carries the body as JSON, and the key that makes a retry safe', async () => {
    handler = (_, response) => json(response, 200, crud)
    const { call, enter } = await openPage()
    enter('token-1')
    await call(createActivity, { message: 'a crud', ttl: '1-day' }, { idempotencyKey: 'key-1' })
    expect(seen[0]).toMatchObject({
      method: 'POST',
      url: '/api/activities',
      body: '{"message":"a crud","ttl":"1-day"}',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'key-1', authorization: 'Bearer token-1' },
    })
  })

  it('begins a trace of its own (W3C Trace Context)', async () => {
    handler = (_, response) => json(response, 200, [crud])
    const { call } = await openPage()
    for (const _call of [1, 2]) await call(homeActivities, {})
    const [first, second] = seen.map(({ headers }) => headers['traceparent'])
    expect(first).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/)
    expect(second).not.toBe(first)
  })

  it('has neither body nor content type where the endpoint has none', async () => {
    handler = (_, response) => json(response, 200, { access_token: 'a', expires_in: 900, user: worf })
    const { call } = await openPage()
    await call(refreshSession, {})
    expect(seen[0]?.body).toBe('')
    expect(seen[0]?.headers['content-type']).toBeUndefined()
  })

  it.each([
    [422, ['ttl_blank', 'message_blank'], ['ttl_blank', 'message_blank']],
    [422, ['a_code_of_tomorrow'], ['generic_500']],
    [429, 'slow down', ['rate_limited']],
    [502, '<html>Bad gateway</html>', ['generic_500']],
    [500, ['generic_500'], ['generic_500']],
  ])('refused with %i %j fails with %j', async (status, body, codes) => {
    handler = (_, response) => json(response, status, body)
    const { call } = await openPage()
    expect(await failure(call(showUserShort, { handle: 'worf' }))).toEqual({ name: 'CallError', status, codes })
  })

  it.each([{ uuid: 'x' }, null, 'text', []])('answered with %j fails as unreadable', async (body) => {
    handler = (_, response) => json(response, 200, body)
    const { call } = await openPage()
    expect(await failure(call(showUserShort, { handle: 'worf' }))).toMatchObject({ codes: ['reply_unreadable'] })
  })

  it('that is cut off, before or during the reply, fails as a network error', async () => {
    const { call } = await openPage()
    handler = (request) => request.socket.destroy()
    expect(await failure(call(showUserShort, { handle: 'worf' }))).toMatchObject({
      status: 0,
      codes: ['network_failed'],
    })
    handler = (request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{')
      setTimeout(() => request.socket.destroy(), 20)
    }
    expect(await failure(call(showUserShort, { handle: 'worf' }))).toMatchObject({
      status: 0,
      codes: ['network_failed'],
    })
  })

  it('that was aborted is not called a network error', async () => {
    const { call } = await openPage()
    const controller = new AbortController()
    handler = () => controller.abort()
    const { signal } = controller
    expect(await failure(call(showUserShort, { handle: 'worf' }, { signal }))).toMatchObject({ name: 'AbortError' })
  })
})

describe('a session', () => {
  /** Answers with `worf` to the given token only, and refreshes to it. */
  const serve =
    (good: string, refresh: (response: ServerResponse) => void): Handler =>
    (request, response) => {
      if (request.url === '/api/identity/refresh') refresh(response)
      else if (request.headers.authorization === `Bearer ${good}`) json(response, 200, crud)
      else json(response, 401, ['generic_401'])
    }
  const post = { message: 'a crud', ttl: '1-day' } as const
  const refreshed = (response: ServerResponse) =>
    json(response, 200, { access_token: 'token-2', expires_in: 900, user: worf })
  const refreshes = () => seen.filter(({ url }) => url === '/api/identity/refresh').length

  it('of a visitor sends no request', async () => {
    handler = (_, response) => json(response, 200, [])
    const { call } = await openPage()
    await call(homeActivities, {})
    expect(seen.map(({ url }) => url)).toEqual(['/api/activities/home'])
    expect(seen[0]?.headers.authorization).toBeUndefined()
  })

  it('is restored after a reload, before the first list is fetched', async () => {
    handler = (request, response) => (request.method === 'POST' ? refreshed(response) : json(response, 200, []))
    const { call, session } = await openPage({ signedIn: true })
    expect(session.get()).toEqual({ phase: 'restoring' })
    await call(homeActivities, {})
    expect(session.get()).toEqual({ phase: 'member', user: worf })
    expect(seen.map(({ url }) => url)).toEqual(['/api/identity/refresh', '/api/activities/home'])
    expect(seen[1]?.headers.authorization).toBe('Bearer token-2')
  })

  it('renews a refused token once, however many calls were refused, and repeats those', async () => {
    handler = serve('token-2', (response) => setTimeout(() => refreshed(response), 30))
    const { call, enter } = await openPage()
    enter('token-1')
    const replies = await Promise.all(Array.from({ length: 8 }, () => call(createActivity, post)))
    expect(replies).toHaveLength(8)
    expect(refreshes()).toBe(1)
  })

  it('renews its token before that expires', async () => {
    handler = serve('token-2', refreshed)
    const { call, enter } = await openPage({ lifetime: 30 })
    enter('token-1')
    await call(createActivity, post)
    expect(seen.map(({ url }) => url)).toEqual(['/api/identity/refresh', '/api/activities'])
  })

  it('ends when it cannot be renewed, and says so', async () => {
    handler = serve('none', (response) => json(response, 401, ['generic_401']))
    const { call, enter, session, kept } = await openPage()
    enter('token-1')
    expect(await failure(call(createActivity, post))).toMatchObject({ status: 401, codes: ['generic_401'] })
    expect(session.get()).toEqual({ phase: 'visitor', because: 'session-ended' })
    expect(kept.has('cruddur.session')).toBe(false)
    expect(refreshes()).toBe(1)
  })

  it('survives a failing server, and a token that is refused twice', async () => {
    handler = serve('none', (response) => json(response, 503, ['database_unavailable']))
    const { call, enter, session } = await openPage()
    enter('token-1')
    expect(await failure(call(createActivity, post))).toMatchObject({ codes: ['database_unavailable'] })
    expect(session.get().phase).toBe('member')
    handler = serve('none', refreshed)
    expect(await failure(call(createActivity, post))).toMatchObject({ status: 401 })
  })

  it('stores no token where another script could read it', async () => {
    const { enter, kept } = await openPage()
    enter('token-1')
    expect([...kept]).toEqual([['cruddur.session', '1']])
  })
})
