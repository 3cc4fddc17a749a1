import fastify from 'fastify'
import { describe, expect, it, onTestFinished } from 'vitest'
import { useTestApp } from '../testing/test-app.ts'
import { setSecurityHeaders } from './security-headers.ts'

const test = await useTestApp({ FRONTEND_URL: 'https://cruddur.example', BACKEND_URL: 'https://api.cruddur.example' })

const get = (url: string, headers: Record<string, string> = {}) => test.app.inject({ url, headers })

describe('every reply', () => {
  it.each(['/', '/api/health-check', '/api/nothing', '/nothing', '/api/docs', '/.well-known/jwks.json'])(
    '%s',
    async (url) => {
      const { headers } = await get(url)
      const policy = String(headers['content-security-policy'])
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("script-src 'self'")
      expect(policy).toContain("worker-src 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe')
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'DENY',
        'cross-origin-opener-policy': 'same-origin',
      })
      expect(headers['x-powered-by']).toBeUndefined()
      expect(headers['server']).toBeUndefined()
    },
  )
})

it('pages may call the API at the origin that they were built for, and nothing else', async () => {
  const app = fastify()
  onTestFinished(() => app.close())
  setSecurityHeaders(app, { origins: [], secure: true, apiOrigin: 'https://api.cruddur.example' })
  const { headers } = await app.inject({ url: '/' })
  expect(headers['content-security-policy']).toContain("connect-src 'self' https://api.cruddur.example;")
  expect((await get('/')).headers['content-security-policy']).toContain("connect-src 'self';")
})

describe('other origins', () => {
  const preflight = (origin: string) =>
    test.app.inject({
      method: 'OPTIONS',
      url: '/api/activities',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
    })

  it('the front end may call and read', async () => {
    const { headers } = await get('/api/activities/home', { origin: 'https://cruddur.example' })
    expect(headers['access-control-allow-origin']).toBe('https://cruddur.example')
    expect(String(headers['access-control-expose-headers']).toLowerCase()).toContain('link')
    expect((await preflight('https://cruddur.example')).headers['access-control-allow-origin']).toBe(
      'https://cruddur.example',
    )
  })

  it.each([
    'https://evil.example',
    'http://cruddur.example',
    'https://cruddur.example.evil.example',
    'https://cruddur.example:444',
    'null',
    'https://notcruddur.example',
    'https://CRUDDUR.example',
    '*',
  ])('%s may not', async (origin) => {
    const answers = [await get('/api/activities/home', { origin }), await preflight(origin)]
    for (const { headers } of answers) expect(headers['access-control-allow-origin']).toBeUndefined()
  })
})
