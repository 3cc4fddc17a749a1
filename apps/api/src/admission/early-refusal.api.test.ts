import { burnActivity } from '@cruddur/contract/activities'
import { endpoints } from '@cruddur/contract/endpoints'
import { checkHealth } from '@cruddur/contract/health'
import { beforeEach, expect, it } from 'vitest'
import { replyHeadersFor } from '../http/security-headers.ts'
import { useTestApp } from '../testing/test-app.ts'
import { refuseEarly } from './early-refusal.ts'

const frontend = 'https://cruddur.example'
const origins = [frontend]
const test = await useTestApp({ FRONTEND_URL: frontend, BACKEND_URL: 'https://api.cruddur.example' })
await test.app.listen({ host: '127.0.0.1', port: 0 })

let isFull = false
let refusals = 0
const kinds = new Set<string>()
refuseEarly(test.app.server, {
  endpoints: Object.values(endpoints),
  isKindFull(kind) {
    kinds.add(kind)
    return isFull
  },
  headersFor: replyHeadersFor({ origins, secure: true, apiOrigin: undefined }),
  onRefused: () => refusals++,
})
beforeEach(() => {
  isFull = true
  refusals = 0
  kinds.clear()
})

const ask = (
  path: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
) => fetch(`${test.app.listeningOrigin}${path}`, { method, headers })

it.each([...origins, 'https://evil.example'])('sends a page of %s the headers that every reply has', async (origin) => {
  const headersOf = async () => {
    const reply = await ask('/api/nothing', { headers: { origin } })
    const { date: _, 'content-length': __, ...rest } = Object.fromEntries(reply.headers)
    return { status: reply.status, headers: rest }
  }
  const refused = await headersOf()
  isFull = false
  const usual = await headersOf()
  expect(usual.status).toBe(404)
  expect(refused).toEqual({ status: 503, headers: { ...usual.headers, 'retry-after': '1' } })
})

it('refuses by kind, whatever the method, and keeps the connection', async () => {
  const read = await ask('/api/activities/home?limit=5')
  expect([read.status, await read.json()]).toEqual([503, ['server_busy']])
  expect((await ask('/api/message_groups', { method: 'HEAD' })).status).toBe(503)
  const write = await ask('/api/activities', { method: 'POST' })
  expect([write.status, await write.json(), write.headers.get('connection')]).toEqual([
    503,
    ['server_busy'],
    'keep-alive',
  ])
  expect([...kinds]).toEqual(['read activities', 'read messages', 'write activities'])
  expect(refusals).toBe(3)
})

it('leaves to the router what has a reserve or no limit, preflights, pages, and addresses that are written in another way', async () => {
  const [author] = [await test.member('author')]
  const crud = await test.crud(author)
  expect((await ask(checkHealth.path)).status).toBe(200)
  expect((await ask(`${checkHealth.path}/`, { method: 'HEAD' })).status).toBe(200)
  const headers = { authorization: `Bearer ${author.token}` }
  expect((await ask(burnActivity.path.replace(':uuid', crud.uuid), { method: 'DELETE', headers })).status).toBe(200)
  const preflight = { origin: frontend, 'access-control-request-method': 'POST' }
  expect((await ask('/api/activities', { method: 'OPTIONS', headers: preflight })).status).toBe(204)
  const stream = await ask('/api/stream')
  expect(stream.status).toBe(200)
  await stream.body?.cancel()
  expect((await ask('/api/tr%65nds')).status).toBe(200)
  expect((await ask('/')).status).toBe(200)
  expect(refusals).toBe(0)
})
