import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { FirstPage } from '@cruddur/contract/first-page/first-page'
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
    '/proof',
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
    const uuid = await insertCrud(test, { user_uuid: worf.uuid, message: 'words words' })
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

/** What a browser sends when it opens a page, and no fetcher of previews does. */
const open = (url: string) => test.app.inject({ url, headers: { 'sec-fetch-mode': 'navigate' } })

/** What came with the HTML in place of the first call. */
function dataIn(body: string): FirstPage | null {
  const json = /<script type="application\/json" id="first-page">(.*?)<\/script>/s.exec(body)?.[1]
  return json === undefined ? null : JSON.parse(json)
}

describe('a page that a browser opens', () => {
  const words = '</script><!--<script>alert(1)'

  it('carries what a visitor would get from its first call, and nothing else', async () => {
    const uuid = await insertCrud(test, { user_uuid: worf.uuid, message: words })
    const thread = `/@worf/status/${uuid}`
    for (const [url, address] of [
      ['/', '/api/activities/home?feed=all&limit=20&sort=newest'],
      ['/@WORF', '/api/activities/@worf?limit=20&show=cruds'],
      [thread, `/api/activities/@worf/status/${uuid}?limit=20&replies=nested`],
    ] as const) {
      const { body, headers } = await open(url)
      const data = dataIn(body)
      expect(data).toMatchObject({ address, next: null, date: expect.any(String), position: expect.any(String) })
      expect(data?.reply).toEqual((await get(address)).json())
      expect(JSON.stringify(data?.reply)).toContain(words)
      expect(body).not.toContain(words)
      expect(headers['cache-control']).toBe('no-store')
      expect((await get(url)).body).not.toContain('alert(1)')
    }
  })

  it('names the next page as the API does', async () => {
    const many = await test.member('many', 'Many')
    for (let n = 0; n <= 20; n++) await insertCrud(test, { user_uuid: many.uuid, message: `Number ${n}` })
    const data = dataIn((await open('/@many')).body)
    const { link } = (await get('/api/activities/@many?limit=20')).headers
    expect(data?.next).toMatch(/^[\w-]{32}$/)
    expect(link).toContain(`cursor=${data?.next}`)
  })

  it.each([
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['br;q=0, gzip', 'gzip', gunzipSync],
    ['identity', undefined, (body: Buffer) => body],
  ])('accepts "%s" and gets it as %s', async (accepted, encoding, read) => {
    const { headers, rawPayload } = await test.app.inject({ url: '/about', headers: { 'accept-encoding': accepted } })
    expect(headers['content-encoding']).toBe(encoding)
    expect(headers.vary).toContain('Accept-Encoding')
    expect(read(rawPayload).toString()).toBe((await get('/about')).body)
  })

  it('holds no crud past its end, and says 404 of one', async () => {
    const uuid = await insertCrud(test, { user_uuid: worf.uuid, message: 'ended words', left: -1 })
    for (const url of ['/', '/@worf', `/@worf/status/${uuid}`])
      expect((await open(url)).body).not.toContain('ended words')
    expect((await open(`/@worf/status/${uuid}`)).statusCode).toBe(404)
  })

  it('with a question of its own asks the API itself', async () => {
    expect(dataIn((await open('/?sort=expiring')).body)).toBeNull()
  })

  it('is not what a service worker keeps: that page never carries anything', async () => {
    await insertCrud(test.ports, { user_uuid: worf.uuid, message: 'words of now' })
    const { statusCode, body } = await open('/index.html')
    expect(statusCode).toBe(200)
    expect(body).toContain('<div id="root">')
    expect(body).not.toMatch(/first-page|words of now/)
  })
})

it('assets are kept for good, everything else is asked for anew', async () => {
  expect((await get('/assets/app-abc123.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable')
  for (const path of ['/favicon.svg', '/sw.js']) expect((await get(path)).headers['cache-control']).toBe('no-cache')
})
