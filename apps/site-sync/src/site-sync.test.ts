import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { type Files, startTestSite } from '../test/site.ts'
import {
  applyPlan,
  BucketError,
  encodeChangeset,
  Interrupted,
  parseChangeset,
  planSite,
  Refusal,
  type SiteOptions,
  syncSite,
  UsageError,
} from './site-sync.ts'

const small: Files = { 'index.html': '<p>hello', 'assets/app-1a2b3c4d.js': 'let a' }

async function open(files: Files = small) {
  const site = await startTestSite(files)
  onTestFinished(() => site.close())
  const options: SiteOptions = {
    bucket: 'site',
    folder: join(site.cwd, 'build'),
    endpoint: site.stub.url,
    distribution: 'E1STUB',
  }
  return { site, options }
}

beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKID')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
})
afterEach(() => void vi.unstubAllEnvs())

describe('the library', () => {
  it('plans without a change, and applies what it planned, by way of a file', async () => {
    const { site, options } = await open()
    const plan = await planSite(options)
    expect(plan.changes.map(({ path, action }) => [path, action])).toEqual([
      ['assets/app-1a2b3c4d.js', 'create'],
      ['index.html', 'create'],
    ])
    expect(site.stored()).toEqual({})
    const read = parseChangeset(encodeChangeset(plan), 'plan.json')
    expect(await applyPlan(read, options)).toMatchObject({ counts: { create: 2 }, isComplete: true })
    expect(site.stored()).toEqual({ 'assets/app-1a2b3c4d.js': 'let a', 'index.html': '<p>hello' })
  })

  it('refuses a plan that is no longer true', async () => {
    const { site, options } = await open()
    const plan = await planSite(options)
    site.write({ 'index.html': '<p>other' })
    await expect(applyPlan(plan, options)).rejects.toThrow(Refusal)
    await expect(applyPlan(plan, options)).rejects.toThrow(/index\.html: its file has other contents now/)
    expect(site.stored()).toEqual({})
  })

  it('does all at once, silently, and says what it did', async () => {
    const { site, options } = await open()
    const write = vi.spyOn(process.stdout, 'write')
    onTestFinished(() => write.mockRestore())
    expect(await syncSite(options)).toEqual({ counts: { create: 2 }, bytes: 13, isComplete: true })
    expect(await syncSite(options)).toEqual({ counts: { no_change: 2 }, bytes: 0, isComplete: true })
    expect(write).not.toHaveBeenCalled()
    expect(site.stub.objects.get('index.html')?.headers['cache-control']).toBe('no-cache')
  })

  it('goes by its options', async () => {
    const { site, options } = await open({ ...small, 'secret.map': '{}', 'about.html': 'about' })
    await syncSite({
      ...options,
      prefix: '/docs',
      ignore: ['*.map'],
      cleanUrls: true,
      headers: [{ match: ['*.js'], headers: { 'Cache-Control': 'no-store' } }],
      encodings: [{ match: ['*.js'], encoding: 'gzip' }],
      redirects: { 'old.html': '/docs/' },
    })
    const script = site.stub.objects.get('docs/assets/app-1a2b3c4d.js')
    expect(script?.headers).toMatchObject({ 'cache-control': 'no-store', 'content-encoding': 'gzip' })
    expect([...site.stub.objects.keys()].sort()).toEqual([
      'docs/.site-sync/manifest.json',
      'docs/about',
      'docs/assets/app-1a2b3c4d.js',
      'docs/index.html',
      'docs/old.html',
    ])
  })

  it('tells whoever listens', async () => {
    const { options } = await open()
    const told: string[] = []
    await syncSite({ ...options, reporter: { change: ({ path, action }) => told.push(`${action} ${path}`) } })
    expect(told.sort()).toEqual(['create assets/app-1a2b3c4d.js', 'create index.html'])
  })

  it('stops when it is told to, and goes on from there', async () => {
    const { site, options } = await open()
    const stop = new AbortController()
    const reporter = { change: () => stop.abort() }
    await expect(syncSite({ ...options, reporter, signal: stop.signal, concurrency: 1 })).rejects.toThrow(Interrupted)
    expect(Object.keys(site.stored())).toEqual(['assets/app-1a2b3c4d.js'])
    expect((await syncSite(options)).counts).toEqual({ create: 1, no_change: 1 })
  })

  it('names every option that is wrong, and asks nobody anything', async () => {
    const { site, options } = await open()
    const wrong = {
      ...options,
      bucket: 's3://site/docs',
      adopt: 'maybe',
      concurrency: 0,
      headers: [{ match: ['*'], headers: { 'x-frame-options': 'DENY' } }],
      buildDir: 'dist',
    } as unknown as SiteOptions
    const error = await planSite(wrong).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(UsageError)
    expect((error as Error).message.split('\n')).toEqual([
      'bucket: write the name alone, site; for what comes after it there is --prefix',
      'adopt: "maybe" is none of headers, trust',
      'headers[0].set: x-frame-options: S3 keeps no such header',
      'concurrency: 0 is not a number from 1 to 512',
      'buildDir: there is no such option',
    ])
    const odd = (some: object) => planSite({ ...options, ...some } as SiteOptions)
    await expect(odd({ signal: {} })).rejects.toThrow('signal: it is no AbortSignal')
    await expect(odd({ reporter: 1 })).rejects.toThrow('reporter: it is no object')
    await expect(odd({ maxDelete: { share: 25, count: 0 } })).rejects.toThrow('maxDelete: 25 is no share')
    await expect(planSite({ ...options, folder: '' })).rejects.toThrow('folder: it is missing')
    expect(site.stub.requests.log).toEqual([])
  })

  it('throws what S3 says', async () => {
    const { options } = await open()
    const error = await planSite({ ...options, bucket: 'nowhere' }).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(BucketError)
    expect(error).toMatchObject({ code: 'NoSuchBucket', status: 404 })
  })
})
