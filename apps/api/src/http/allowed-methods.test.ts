import { endpoints } from '@cruddur/contract/endpoints'
import type { InjectOptions } from 'fastify'
import { describe, expect, it } from 'vitest'
import { useTestApp } from '../testing/test-app.ts'

const test = await useTestApp({ FRONTEND_URL: 'http://cruddur.example' })
const ask = (method: string, url: string, options: InjectOptions = {}) =>
  test.app.inject({ method: method as 'GET', url, ...options })

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
// Handles and uuids that nobody has: a route that the request reaches answers for itself, and so does not say 405.
const addressOf = (path: string) =>
  path.replace(/:uuid\w*|:group\w*/g, '01a219d7-1f94-7560-8762-e48c6545aee7').replace(/:\w+/g, 'nobody')
const addresses = [...new Set(Object.values(endpoints).map(({ path }) => addressOf(path)))]

describe('a method that a path does not have (RFC 9110, 15.5.6)', () => {
  it.each(addresses)('%s: 405 with the methods that it has, which are those that are answered', async (address) => {
    const refused: string[] = []
    const allowed = new Set<string>()
    for (const method of methods.filter((each) => !(address === '/api/stream' && each === 'GET'))) {
      const { statusCode, headers, body } = await ask(method, address)
      if (statusCode !== 405) continue
      refused.push(method)
      if (method !== 'HEAD') expect(JSON.parse(body)).toEqual(['method_not_allowed'])
      for (const each of String(headers.allow).split(', ')) allowed.add(each)
    }
    expect(refused.length).toBeGreaterThan(0)
    expect([...allowed].sort()).toEqual(['OPTIONS', ...methods.filter((each) => !refused.includes(each))].sort())
  })

  it.each([
    ['POST', '/', 'GET, HEAD, OPTIONS'],
    ['DELETE', '/@worf', 'GET, HEAD, OPTIONS'],
    ['PUT', '/@worf/status/x', 'GET, HEAD, OPTIONS'],
    ['PUT', '/api/activities/home', 'DELETE, GET, HEAD, OPTIONS, PATCH'],
    ['PUT', '/api/health/', 'GET, HEAD, OPTIONS'],
    ['PUT', '/%61pi/health?x=1', 'GET, HEAD, OPTIONS'],
    ['PUT', '/api/users/%40worf/short', 'GET, HEAD, OPTIONS'],
    ['PROPFIND', '/api/health', 'GET, HEAD, OPTIONS'],
    ['GET', '/api/activities', 'OPTIONS, POST'],
    ['HEAD', '/api/activities', 'OPTIONS, POST'],
  ])('%s %s', async (method, address, allow) => {
    const { statusCode, headers } = await ask(method, address)
    expect([statusCode, headers.allow]).toEqual([405, allow])
  })

  it('is refused whoever asks, and whatever the body says', async () => {
    const headers = { 'content-type': 'application/json' }
    const { statusCode, body } = await ask('PUT', '/api/profile/export', { payload: '[1]', headers })
    expect([statusCode, body]).toEqual([405, '["method_not_allowed"]'])
  })

  it.each(['/api/nothing', '/api/activities/x/y/z', '/nothing'])(
    'is a 404 where there is no path: POST %s',
    async (address) => {
      const { statusCode, headers } = await ask('POST', address)
      expect([statusCode, headers.allow]).toEqual([404, undefined])
    },
  )

  it('OPTIONS is answered everywhere, and a preflight for another origin is left to CORS', async () => {
    const preflight = { origin: 'http://cruddur.example', 'access-control-request-method': 'POST' }
    for (const headers of [{}, preflight]) {
      expect((await ask('OPTIONS', '/api/activities', { headers })).statusCode).toBe(204)
    }
    const { headers } = await ask('PUT', '/api/activities', { headers: { origin: preflight.origin } })
    expect(headers['access-control-allow-origin']).toBe(preflight.origin)
  })
})
