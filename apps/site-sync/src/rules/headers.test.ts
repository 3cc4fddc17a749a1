import { describe, expect, it } from 'vitest'
import { contentType, knownExtensions } from './content-types.ts'
import { cacheControls, compileHeaders, defaultHeaders } from './headers.ts'

describe('types', () => {
  it.each([
    ['index.html', 'text/html; charset=utf-8'],
    ['a/B.HTM', 'text/html; charset=utf-8'],
    ['app.js', 'text/javascript; charset=utf-8'],
    ['app.js.map', 'application/json; charset=utf-8'],
    ['site.webmanifest', 'application/manifest+json; charset=utf-8'],
    ['logo.png', 'image/png'],
    ['logo.svg', 'image/svg+xml'],
    ['a.woff2', 'font/woff2'],
    ['a.wasm', 'application/wasm'],
    ['.well-known/apple-app-site-association', 'application/json; charset=utf-8'],
    ['.well-known/security.txt', 'text/plain; charset=utf-8'],
    ['.well-known/acme-challenge/t0ken', 'text/plain; charset=utf-8'],
    ['CNAME', 'text/plain; charset=utf-8'],
    ['LICENSE', 'text/plain; charset=utf-8'],
    ['.nojekyll', 'text/plain; charset=utf-8'],
    ['about', 'application/octet-stream'],
    ['v1.2', 'application/octet-stream'],
    ['a.constructor', 'application/octet-stream'],
    ['.png', 'application/octet-stream'],
  ])('%s: %s', (path, type) => expect(contentType(path)).toBe(type))

  it('are known for more than ninety extensions', () => expect(knownExtensions).toBeGreaterThanOrEqual(90))
})

describe('how long a file may be kept', () => {
  it.each([
    'assets/index-BX3xT8Xa.js',
    'assets/index-DiwrgTda.css',
    'assets/logo-Dq8_x2-K.svg',
    'static/js/main.8f3ab2c1.js',
    'static/js/787.28cb0dcd.chunk.js.map',
    'static/js/main.8f3ab2c1.js.LICENSE.txt',
    'main.8f3ab2c1d4e5f6a7b8c9.js',
    'chunk-5A3KQ2XY.js',
    '_next/static/chunks/117-f2a9b3c4d5e6f708.js',
    '_next/static/Xy12/_buildManifest.js',
    '_next/static/css/0f1e2d3c4b5a6978.css',
    '_app/immutable/nodes/0.js',
    '_astro/hoisted.Bk3x9TzQ.js',
  ])('%s: for good', (path) => expect(defaultHeaders(path)['cache-control']).toBe(cacheControls.hashed))

  it.each([
    'index.html',
    'assets/page-BX3xT8Xa.html',
    'sw.js',
    'firebase-messaging-sw.js',
    'service-worker.js',
    'site.webmanifest',
    'manifest.json',
    'feed.xml',
    'robots.txt',
    'sitemap-0.xml',
    'app.js',
    'js/main.component.js',
    'assets/jquery-validate.js',
    'assets/chart-fullsize.js',
    'data/report-20240115.json',
    'bootstrap.bundle.min.css',
    'facade.js',
    'js/deadbeef.js',
  ])('%s: asked about every time', (path) => expect(defaultHeaders(path)['cache-control']).toBe(cacheControls.fresh))

  it.each([
    'favicon.ico',
    'my-document.pdf',
    'report-20240115.pdf',
    'annual-MyReport.pdf',
    'assets/photo-IMG_1234.jpg',
    'assets/icon-1024x768.png',
    'assets/hero-desk1920.jpg',
    'films/video-1080p60f.mp4',
    'assets/Q-Q1Report.pdf',
  ])('%s: an hour', (path) => expect(defaultHeaders(path)['cache-control']).toBe(cacheControls.other))
})

it('goes by all rules that match, the later ones last, and an empty value takes away', () => {
  const headersOf = compileHeaders([
    { match: ['*'], headers: { 'x-amz-meta-site': 'cruddur', 'cache-control': 'no-store' } },
    { match: ['fonts/**', 'other'], headers: { 'cache-control': 'public, max-age=60', 'x-amz-meta-site': '' } },
    { match: ['no-such'], headers: { 'content-language': 'tlh' } },
  ])
  expect(headersOf('fonts/a.woff2', ['fonts/a.woff2'])).toEqual({
    'cache-control': 'public, max-age=60',
    'content-type': 'font/woff2',
  })
  expect(headersOf('a.txt', ['a.txt'])).toMatchObject({ 'cache-control': 'no-store', 'x-amz-meta-site': 'cruddur' })
})
