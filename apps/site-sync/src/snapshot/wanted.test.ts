import { describe, expect, it } from 'vitest'
import { wantedFrom } from '../../test/joined.ts'
import { testSettings } from '../../test/test-settings.ts'
import { Refusal } from '../model/errors.ts'

function files(...paths: string[]) {
  return paths.map((path) => ({ path, size: 1 }))
}

async function keysOf(paths: string[], settings: Parameters<typeof testSettings>[0] = {}) {
  return (await wantedFrom(files(...paths), testSettings(settings))).map(({ key }) => key)
}

describe('what a folder ought to become', () => {
  it('is ordered by bytes, below the prefix, without what the tool keeps', async () => {
    expect(await keysOf(['😀', '\uffee', 'b', 'B', '.site-sync/lock.json'], { prefix: 'docs/' })).toEqual(
      ['B', 'b', '\uffee', '😀'].map((key) => `docs/${key}`),
    )
  })

  it('leaves out what is ignored and what is not included', async () => {
    const paths = ['a.js', 'a.js.map', 'b/c.js', 'd.css']
    expect(await keysOf(paths, { ignore: ['*.map'] })).toEqual(['a.js', 'b/c.js', 'd.css'])
    expect(await keysOf(paths, { include: ['*.js'], ignore: ['b/'] })).toEqual(['a.js'])
  })

  it('has clean URLs by the rule of the gem', async () => {
    const paths = ['about.html', 'index.html', 'blog/index.html', 'blog/a.b.html', '.html', 'a.htm']
    expect(await keysOf(paths, { cleanUrls: true })).toEqual([
      '.html',
      'a.htm',
      'about',
      'blog/a.b',
      'blog/index.html',
      'index.html',
    ])
    expect(await wantedFrom(files('about.html'), testSettings({ cleanUrls: true }))).toEqual([
      {
        key: 'about',
        file: 'about.html',
        size: 1,
        headers: { 'cache-control': 'no-cache', 'content-type': 'text/html; charset=utf-8' },
        encoding: null,
        stage: 'entry',
      },
    ])
  })

  it('packs by the last rule that matches, and says so', async () => {
    const encodings = [
      { match: ['*.js', '*.css'], encoding: 'br' as const },
      { match: ['old/**'], encoding: 'gzip' as const },
    ]
    const wanted = await wantedFrom(files('a.js', 'b.png', 'old/a.js'), testSettings({ encodings }))
    expect(wanted.map(({ encoding }) => encoding)).toEqual(['br', null, 'gzip'])
    expect(wanted.map(({ headers }) => headers['content-encoding'])).toEqual(['br', undefined, 'gzip'])
  })

  it('has objects that lead elsewhere, after everything that they may lead to', async () => {
    const [one] = await wantedFrom([], testSettings({ prefix: 'docs/', redirects: { 'old.html': '/new.html' } }))
    expect(one).toMatchObject({ key: 'docs/old.html', file: null, size: 0, stage: 'entry' })
    expect(one?.headers['x-amz-website-redirect-location']).toBe('/new.html')
  })

  it('shares what is the same', async () => {
    const [a, b] = await wantedFrom(files('a.png', 'b.png'), testSettings())
    expect(a?.headers).toBe(b?.headers)
  })
})

describe('refuses, by name', () => {
  it.each<[string, string[], Parameters<typeof testSettings>[0], string]>([
    ['two files for one key', ['about', 'about.html'], { cleanUrls: true }, 'about and about.html would both be about'],
    ['a file and a redirect', ['a'], { redirects: { a: '/b' } }, 'a and a redirect would both be a'],
    ['a key over 1024 bytes', [`${'é'.repeat(512)}x`], {}, 'its key has 1025 bytes'],
    ['a key over 1024 bytes by its prefix', ['x'.repeat(1020)], { prefix: 'docs/' }, 'its key has 1025 bytes'],
    ['half a pair of surrogates', ['a\ud83d'], {}, '"a\\ud83d" is not Unicode'],
    ['all of them at once', ['x'.repeat(1025), 'y'.repeat(1025)], {}, `\n${'y'.repeat(1025)}`],
  ])('%s', async (_name, paths, settings, words) => {
    await expect(keysOf(paths, settings)).rejects.toThrow(Refusal)
    await expect(keysOf(paths, settings)).rejects.toThrow(words)
  })

  it('and takes the longest key that S3 takes', async () => expect(await keysOf(['é'.repeat(512)])).toHaveLength(1))
  it('tells only the first ten', async () => {
    const many = Array.from({ length: 12 }, (_, at) => 'x'.repeat(1025 + at))
    await expect(keysOf(many)).rejects.toThrow('\nand 2 more')
  })
})
