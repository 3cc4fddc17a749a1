import { describe, expect, it } from 'vitest'
import { registeredRoutes } from '../testing/registered-routes.ts'
import { useTestApp } from '../testing/test-app.ts'
import { decodedPath, routableAddress } from './address.ts'

const test = await useTestApp()
const worf = await test.member('worf', 'Worf')
const { uuid } = await test.crud(worf)

const get = (url: string) => test.app.inject({ url, headers: { authorization: `Bearer ${worf.token}` } })

it.each([
  ['/%40worf', '/@worf'],
  ['/api/users/%40worf/short?next=%40', '/api/users/@worf/short?next=%40'],
  ['/search?term=%', '/search?term=%'],
  ['/@%E0%A4%A', '/@%25E0%25A4%25A'],
  ['/%', '/%25'],
  ['/%e4%bd%a0%40', '/%e4%bd%a0@'],
  ['/%2540', '/%2540'],
])('%s is routed as %s', (address, routable) => {
  expect(routableAddress(address)).toBe(routable)
  expect(() => decodedPath(routable)).not.toThrow()
})

/** Each character of the path in turn, encoded; `/` divides the path, and is no part of it. */
const encodings = (path: string) =>
  [...path].flatMap((character, at) => {
    const hex = `%${character.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`
    return character === '/' ? [] : [path.slice(0, at) + hex + path.slice(at + 1)]
  })

describe('a path with a character encoded is the same path', () => {
  const routes = registeredRoutes(test.app).filter((route) => route.startsWith('GET /') && !route.includes('*'))
  const paths = routes
    .map((route) => route.slice('GET '.length).replace(':handle', 'worf').replace(/:uuid/, uuid).replace(/:\w+/, uuid))
    .filter((path) => path !== '/' && path !== '/api/stream')
  it('is tried on all pages and endpoints', () => expect(paths.length).toBeGreaterThan(40))
  it.each(paths)('%s', async (path) => {
    const { statusCode } = await get(path)
    const seen = []
    for (const encoded of encodings(path)) seen.push([encoded, (await get(encoded)).statusCode])
    expect(seen.filter(([, status]) => status !== statusCode)).toEqual([])
  })
})

it.each(['/@%E0%A4%A', '/%', '/@%c0%af/followers', `/@${'x'.repeat(5000)}`, '/%E0/nothing', '/messages/new/%FF%'])(
  '%s is a page in a browser, with the headers of every page',
  async (url) => {
    const { statusCode, headers, body } = await get(url)
    expect([statusCode, headers['content-type']]).toEqual([
      url.startsWith('/messages/') ? 200 : 404,
      'text/html; charset=utf-8',
    ])
    expect(headers).toHaveProperty('content-security-policy')
    expect(body).toContain('<div id="root">')
  },
)

it.each(['/api/%E0%A4%A', '/%61pi/nothing', '/api', '/assets/%', '/.well%2Dknown/nothing', '/api/users/@%FF/short'])(
  '%s is answered with a code',
  async (url) => {
    const { statusCode, headers, json } = await get(url)
    expect([statusCode, json()]).toEqual([404, [expect.stringMatching(/^(user_)?not_found$/)]])
    expect(headers).toHaveProperty('content-security-policy')
  },
)

describe('a condition that a file does not meet', () => {
  it('is 416 for a range beyond it, with its length', async () => {
    for (const range of ['bytes=9999999-', 'bytes=500-600', 'bytes=-0']) {
      const { statusCode, headers, json } = await test.app.inject({ url: '/favicon.svg', headers: { range } })
      expect([statusCode, json(), headers['content-range']]).toEqual([416, ['range_invalid'], 'bytes */41'])
    }
  })
  it('is 412 for a version that it has not', async () => {
    const { statusCode, json } = await test.app.inject({ url: '/favicon.svg', headers: { 'if-match': '"other"' } })
    expect([statusCode, json()]).toEqual([412, ['precondition_failed']])
  })
  it('is nothing for what it has', async () => {
    const { statusCode, body } = await test.app.inject({ url: '/favicon.svg', headers: { range: 'bytes=0-3' } })
    expect([statusCode, body]).toEqual([206, '<svg'])
  })
})
