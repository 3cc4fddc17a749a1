import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import { syncCommand } from '../../src/cli/commands/sync.ts'
import { silentReporter } from '../../src/cli/reporter/silent-reporter.ts'
import type { Settings } from '../../src/model/settings.ts'
import { compileHeaders } from '../../src/rules/headers.ts'
import { createSelection } from '../../src/rules/selection.ts'
import { etagOf, type Fate, mortalBucket, newWorld, type World } from '../mortal-bucket.ts'
import { testSettings } from '../test-settings.ts'

type Folder = Record<string, string>
type Version = { folder: Folder; cacheControl: string | null }

const assets = ['a.js', 'b.css', 'img/c.png', 'notes']
const pages = ['index.html', 'p/index.html', 'q.html']
const own = '.site-sync/'

/** Pages name only assets that are there with them, a line each. */
const folders: fc.Arbitrary<Folder> = fc
  .record({
    assets: fc.dictionary(fc.constantFrom(...assets), fc.constantFrom('1', '2', '')),
    pages: fc.dictionary(fc.constantFrom(...pages), fc.tuple(fc.constantFrom('x', 'y'), fc.nat(15))),
    home: fc.nat(15),
  })
  .map((made) => {
    const there = Object.keys(made.assets)
    const named = (bits: number) => there.filter((_, at) => bits & (1 << at)).join('\n')
    const written = Object.entries(made.pages).map(([path, [text, bits]]) => [path, `${text}\n${named(bits)}`])
    return { 'index.html': `home\n${named(made.home)}`, ...made.assets, ...Object.fromEntries(written) }
  })
const versions: fc.Arbitrary<Version> = fc.record({
  folder: folders,
  cacheControl: fc.constantFrom(null, 'max-age=1', 'max-age=2'),
})
const fates: fc.Arbitrary<Fate | null> = fc.option(
  fc.record({ at: fc.nat(16), hasEffect: fc.boolean(), isEnd: fc.boolean() }),
  { freq: 8 },
)

function settingsFor({ cacheControl }: Version, folder: string, some: Partial<Settings>): Settings {
  return testSettings({
    folder,
    distribution: 'E1STUB',
    maxDelete: { share: 1, count: 100 },
    headers: cacheControl ? [{ match: ['*.js', '*.html'], headers: { 'cache-control': cacheControl } }] : [],
    ...some,
  })
}

async function run(world: World, settings: Settings, fate: Fate | null) {
  const { bucket, invalidate } = mortalBucket(world, fate)
  const reporter = { ...silentReporter, ask: async () => true }
  await syncCommand({
    bucket,
    invalidate,
    settings,
    reporter,
    selection: createSelection(settings),
    beganAtMs: Date.now(),
    signal: new AbortController().signal,
  })
  return bucket.requests
}

function writeFolder(folder: string, files: Folder): void {
  rmSync(folder, { recursive: true, force: true })
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

function ofSite(world: World) {
  return [...world.objects].filter(([key]) => !key.startsWith(own)).sort()
}

function expectWorking(world: World): void {
  for (const [key, { body }] of ofSite(world)) {
    if (!key.endsWith('.html')) continue
    const lacking = body
      .toString()
      .split('\n')
      .slice(1)
      .filter((asset) => asset !== '' && !world.objects.has(asset))
    expect({ key, lacking }).toEqual({ key, lacking: [] })
  }
}

function expectInvalidated(world: World): void {
  const late = [...world.changed].filter(
    ([key, step]) => !key.startsWith(own) && (world.invalidated.get(`/${key}`) ?? -1) < step,
  )
  expect(late).toEqual([])
}

function expectHeaders(world: World, { headers }: Settings): void {
  const headersOf = compileHeaders(headers)
  for (const [key, object] of ofSite(world)) expect([key, object.headers]).toEqual([key, headersOf(key, [key])])
}

const scenarios = fc.record({
  before: fc.option(folders),
  cut: fc.array(fc.tuple(versions, fates, fc.boolean()), { minLength: 1, maxLength: 3 }),
  last: versions,
  isAgain: fc.boolean(),
  yes: fc.boolean(),
  adopt: fc.constantFrom<Settings['adopt'][]>('headers', 'headers', 'trust'),
  concurrency: fc.constantFrom(1, 3),
})

it('leaves a site that works wherever a run ends, and a later run finishes: objects, headers, invalidations', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'site-sync-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const anyScenario = async ({
    before,
    cut,
    last,
    isAgain,
    yes,
    adopt,
    concurrency,
  }: typeof scenarios extends fc.Arbitrary<infer S> ? S : never) => {
    const world = newWorld()
    for (const [key, text] of Object.entries(before ?? {})) {
      const body = Buffer.from(text)
      world.objects.set(key, { body, headers: { 'content-type': 'binary/octet-stream' }, etag: etagOf(body) })
    }
    for (const [version, fate, isAtOnce] of cut) {
      writeFolder(folder, version.folder)
      const settings = settingsFor(version, folder, { adopt, concurrency, yes: isAtOnce })
      await run(world, settings, fate).catch(() => {})
      expectWorking(world)
      // As the refusal of the next run says.
      world.objects.delete(`${own}lock.json`)
    }
    const version = isAgain ? (cut.at(-1)?.[0] ?? last) : last
    writeFolder(folder, version.folder)
    const settings = settingsFor(version, folder, { adopt, concurrency, yes })
    await run(world, settings, null)
    expectWorking(world)
    expectInvalidated(world)
    if (adopt === 'headers') expectHeaders(world, settings)
    expect(ofSite(world).map(([key, { body }]) => [key, body.toString()])).toEqual(
      Object.entries(version.folder).sort(),
    )
    expect(Object.fromEntries(await run(world, settings, null))).toEqual({ List: 1, Get: 1 })
  }
  // Thousands, when somebody asks for them.
  const runs = Number(process.env['SITE_SYNC_RUNS'] ?? 250)
  await fc.assert(fc.asyncProperty(scenarios, anyScenario), { numRuns: runs })
}, 600_000)
