import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { StubOptions } from '../aws-stub/stub-options.ts'
import { type Files, startTestSite } from '../site.ts'

const small: Files = {
  'index.html': '<script src="/assets/app-1a2b3c4d.js"></script>',
  'about/index.html': '<p>about',
  'assets/app-1a2b3c4d.js': 'let a',
  'assets/logo.png': Buffer.from([137, 80, 78, 71]),
  '.well-known/security.txt': 'Contact: mailto:a@example.org',
  LICENSE: 'as you like',
}

function texts(files: Files) {
  return Object.fromEntries(
    Object.entries(files)
      .map(([key, body]) => [key, String(body)])
      .sort(),
  )
}

async function open(files: Files = small, options?: StubOptions) {
  const site = await startTestSite(files, options)
  onTestFinished(() => site.close())
  return site
}

describe('site-sync --yes', () => {
  it('puts everything there, dotfiles too, with the headers of its kind', async () => {
    const site = await open()
    const { code, stdout, stderr } = await site.run(['--yes'])
    expect([code, stderr]).toEqual([0, ''])
    expect(site.stored()).toEqual(texts(small))
    expect(stdout).toMatch(/Done: 6 create/)
    const headers = (key: string) => site.stub.objects.get(key)?.headers
    expect(headers('index.html')).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
    })
    expect(headers('assets/app-1a2b3c4d.js')).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    expect(headers('assets/logo.png')).toMatchObject({ 'content-type': 'image/png' })
  })

  it('costs LIST, GET and nothing more when there is nothing to do', async () => {
    const site = await open()
    await site.run(['--yes'])
    site.stub.requests.clear()
    const { code, stdout } = await site.run(['--yes'])
    expect([code, stdout]).toEqual([0, expect.stringMatching(/Done: 6 no_change/)])
    expect(site.stub.requests.byOperation()).toEqual({ ListObjectsV2: 1, GetObject: 1 })
  })

  it('uploads assets, then entry points, then deletes, then invalidates no more than changed', async () => {
    const site = await open()
    await site.run(['--yes'])
    site.remove('assets/app-1a2b3c4d.js', 'LICENSE')
    site.write({
      'index.html': '<script src="/assets/app-9f8e7d6c.js"></script>',
      'assets/app-9f8e7d6c.js': 'let b',
      'about/index.html': '<p>about us',
    })
    site.stub.requests.clear()
    expect((await site.run(['--yes'])).code).toBe(0)
    const order = site.stub.requests.log.map(({ operation, key }) => `${operation} ${key}`)
    const at = (step: string) => order.indexOf(step)
    expect(at('PutObject assets/app-9f8e7d6c.js')).toBeLessThan(at('PutObject index.html'))
    expect(at('PutObject index.html')).toBeLessThan(at('DeleteObjects '))
    expect(at('DeleteObjects ')).toBeLessThan(order.findIndex((line) => line.startsWith('CreateInvalidation')))
    expect(order.filter((line) => /^(Put|Copy)/.test(line)).sort()).toEqual([
      'PutObject .site-sync/lock.json',
      'PutObject .site-sync/manifest.json',
      'PutObject about/index.html',
      'PutObject assets/app-9f8e7d6c.js',
      'PutObject index.html',
    ])
    expect(site.stub.invalidations.map(({ paths }) => paths)).toEqual([
      ['/', '/LICENSE', '/about/', '/about/index.html', '/assets/app-1a2b3c4d.js', '/index.html'],
    ])
    expect(Object.keys(site.stored())).not.toContain('LICENSE')
    expect(site.stub.objects.has('.site-sync/lock.json')).toBe(false)
  })

  it('gives objects other headers without uploading them, when a rule changes', async () => {
    const site = await open()
    await site.run(['--yes'])
    site.stub.requests.clear()
    const toml = '[[headers]]\nmatch = ["*.png"]\nset = { "cache-control" = "public, max-age=60" }\n'
    const { writeFileSync } = await import('node:fs')
    writeFileSync(`${site.cwd}/site-sync.toml`, toml)
    const { stdout } = await site.run(['--yes', '--silent', 'no_change'])
    expect(stdout).toMatch(/headers +assets\/logo\.png.*cache-control/)
    expect(site.stub.objects.get('assets/logo.png')?.headers['cache-control']).toBe('public, max-age=60')
    expect(site.stub.requests.count('CopyObject')).toBe(1)
    expect(site.stub.requests.keys('PutObject').filter((key) => !key.startsWith('.site-sync/'))).toEqual([])
  })

  it('adopts what another tool has uploaded: nothing that is equal is uploaded again', async () => {
    const site = await open()
    for (const [key, body] of Object.entries(small)) site.stub.put(key, body, { 'content-type': 'binary/octet-stream' })
    site.stub.put('old.html', 'old')
    const { code, stdout } = await site.run(['--yes'])
    expect([code, stdout]).toEqual([0, expect.stringMatching(/6 headers, 1 delete/)])
    expect(site.stub.requests.keys('PutObject').filter((key) => !key.startsWith('.site-sync/'))).toEqual([])
    expect(site.stub.objects.get('index.html')?.headers['content-type']).toBe('text/html; charset=utf-8')
    expect((await site.run(['--yes'])).stdout).toMatch(/Done: 6 no_change/)
  })

  it('packs by rule, knows what it packed, and uploads again when only the packing changes', async () => {
    const { writeFileSync } = await import('node:fs')
    const site = await open()
    writeFileSync(`${site.cwd}/site-sync.toml`, '[[encodings]]\nmatch = ["*.html"]\nencoding = "br"\n')
    await site.run(['--yes'])
    expect(site.stub.objects.get('index.html')?.headers['content-encoding']).toBe('br')
    expect((await site.run(['--yes'])).stdout).toMatch(/Done: 6 no_change/)
    // Without its memory it packs again to see that they are the same.
    site.stub.objects.delete('.site-sync/manifest.json')
    expect((await site.run(['--yes'])).stdout).toMatch(/Done: 6 headers/)
    writeFileSync(`${site.cwd}/site-sync.toml`, '')
    expect((await site.run(['--yes'])).stdout).toMatch(/2 update, 4 no_change/)
    expect(site.stored()).toEqual(texts(small))
  })

  it('packs also what is empty, since its headers say that it is packed', async () => {
    const { writeFileSync } = await import('node:fs')
    const site = await open({ 'index.html': 'x', 'empty.css': '' })
    writeFileSync(`${site.cwd}/site-sync.toml`, '[[encodings]]\nmatch = ["*.css"]\nencoding = "gzip"\n')
    await site.run(['--yes'])
    expect(gunzipSync(site.stub.objects.get('empty.css')?.body ?? '')).toEqual(Buffer.alloc(0))
    site.stub.objects.delete('.site-sync/manifest.json')
    expect((await site.run(['plan'])).stdout).toMatch(/Plan: 2 headers/)
  })

  it('uploads large files part by part, and knows them again with and without its memory', async () => {
    const large = Buffer.alloc(21 * 1024 * 1024, 'abcdefg')
    const site = await open({ 'index.html': 'x', 'film.mp4': large })
    await site.run(['--yes'])
    const digest = (body: Buffer | null | undefined) =>
      createHash('sha256')
        .update(body ?? '')
        .digest('hex')
    expect(digest(site.stub.objects.get('film.mp4')?.body)).toBe(digest(large))
    expect(site.stub.objects.get('film.mp4')?.etag).toMatch(/-3$/)
    expect((await site.run(['--yes'])).stdout).toMatch(/Done: 2 no_change/)
    site.stub.objects.delete('.site-sync/manifest.json')
    expect((await site.run(['plan'])).stdout).toMatch(/2 headers/)
  })

  it('invalidates keys as paths, and those below the origin path without it', async () => {
    const site = await open()
    const run = async (text: string, ...more: string[]) => {
      site.write({ 'index.html': text })
      expect((await site.run(['--yes', '--prefix', 'docs', ...more])).code).toBe(0)
      return site.stub.invalidations.at(-1)?.paths
    }
    await run('a')
    expect(await run('b')).toEqual(['/docs/', '/docs/index.html'])
    expect(await run('c', '--origin-path', '/docs')).toEqual(['/', '/index.html'])
  })

  it('knows objects again whose ETags tell nothing', async () => {
    const site = await open(small, { etags: 'kms' })
    expect((await site.run(['--yes'])).code).toBe(0)
    expect((await site.run(['--yes'])).stdout).toMatch(/Done: 6 no_change/)
  })
})
