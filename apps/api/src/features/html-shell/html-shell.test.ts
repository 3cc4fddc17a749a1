import { describe, expect, it } from 'vitest'
import { insertCrud } from '../../testing/cruds.ts'
import { useTestApp } from '../../testing/test-app.ts'

const test = await useTestApp({ FRONTEND_URL: 'https://cruddur.example', BACKEND_URL: 'https://api.cruddur.example' })
const worf = await test.member('worf', 'Worf "<b>&')

const get = (url: string) => test.app.inject({ url })

describe('a page', () => {
  it.each([
    '/',
    '/signup',
    '/signin',
    '/confirm?email=a@b.example',
    '/forgot',
    '/about',
    '/terms',
    '/privacy',
    '/@worf',
    '/@worf/',
    '/@WORF',
    '/settings',
    '/settings/muted',
    '/settings/blocked',
    '/notifications',
    '/search?term=%23bombs',
    '/@worf/followers',
    '/@worf/following',
  ])('%s is the app', async (url) => {
    const { statusCode, headers, body } = await get(url)
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(body).toContain('<div id="root">')
  })

  it.each(['/nowhere', '/@nobody_here', '/@nobody_here/followers', '/@worf/nothing', '/wp-login.php', '/@%00'])(
    '%s is the app with a 404',
    async (url) => {
      const { statusCode, body } = await get(url)
      expect(statusCode).toBe(404)
      expect(body).toContain('<div id="root">')
    },
  )
})

describe('an address of the original', () => {
  it.each([
    ['/terms-of-service', '/terms'],
    ['/privacy-policy', '/privacy'],
    ['/privacy-policy/', '/privacy'],
    [`/@WORF/status/${worf.uuid.toUpperCase()}`, '/@worf'],
  ])('%s leads to %s', async (url, ours) => {
    const { statusCode, headers } = await get(url)
    expect([Math.floor(statusCode / 100), headers.location]).toEqual([3, ours])
    expect((await get(ours)).statusCode).toBe(200)
  })
})

describe('the page of a crud', () => {
  it('says whose it is and when it goes, and escapes what people wrote', async () => {
    const uuid = await insertCrud(test.db, { user_uuid: worf.uuid, message: 'words words' })
    const { statusCode, body, headers } = await get(`/@worf/status/${uuid}`)
    expect(statusCode).toBe(200)
    expect(body).toContain('<title>Worf &quot;&lt;b&gt;&amp; (@worf) on Cruddur</title>')
    expect(body).toContain(`<meta property="og:url" content="https://cruddur.example/@worf/status/${uuid}">`)
    expect(body.match(/<title>/g)).toHaveLength(1)
    expect(body).not.toContain('words words')
    expect(headers).toMatchObject({ 'cache-control': 'no-store' })
    expect(headers['x-robots-tag']).toMatch(/^noarchive, nosnippet, unavailable_after: \d{4}-/)
  })

  it.each(['018f0000-0000-7000-8000-000000000000', 'nonsense', "'--"])(
    '%s that is not there is a 404',
    async (uuid) => {
      const { statusCode, body } = await get(`/@worf/status/${encodeURIComponent(uuid)}`)
      expect(statusCode).toBe(404)
      expect(body).not.toContain('og:title')
    },
  )
})

it('assets are kept for good, everything else is asked for anew', async () => {
  expect((await get('/assets/app-abc123.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect((await get('/favicon.svg')).headers['cache-control']).toBe('no-cache')
})
