import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startTestSite, type TestSite } from '../site.ts'

const before = {
  'index.html': '/app-1a2b3c4d.js',
  'about.html': '/old.css',
  'app-1a2b3c4d.js': 'let a',
  'old.css': 'a {}',
  'logo.png': 'logo',
}
const after = {
  'index.html': '/app-9f8e7d6c.js',
  'app-9f8e7d6c.js': 'let b',
  'logo.png': 'logo',
  'new.html': '/app-9f8e7d6c.js',
}
/** What changed between the two, as CloudFront calls it. */
const changed = ['/about.html', '/app-1a2b3c4d.js', '/index.html', '/logo.png', '/old.css']
const args = ['--yes', '--concurrency', '1']

const first = await startTestSite(before)
await first.run(args)
const stored = new Map(first.stub.objects)
await first.close()

/** A site that was synced, and whose folder and settings are other ones now. */
async function openChanged(): Promise<TestSite> {
  const site = await startTestSite(after)
  for (const [key, object] of stored) site.stub.objects.set(key, object)
  const rule = '[[headers]]\nmatch = ["*.png"]\nset = { "cache-control" = "public, max-age=60" }\n'
  writeFileSync(join(site.cwd, 'site-sync.toml'), rule)
  return site
}

function expectWorking({ stub }: TestSite): void {
  for (const [key, { body }] of stub.objects) {
    if (key.endsWith('.html')) expect([key, stub.objects.has(String(body).slice(1))]).toEqual([key, true])
  }
}

async function expectFinished(site: TestSite, killedAt: number): Promise<void> {
  // The process of the lock is dead, and was of this machine: nobody has to remove it.
  const second = await site.run(args)
  expect([killedAt, second.code, second.stderr]).toEqual([killedAt, 0, ''])
  expect(site.stored()).toEqual(after)
  expect(site.stub.objects.get('logo.png')?.headers['cache-control']).toBe('public, max-age=60')
  const paths = site.stub.invalidations.flatMap((one) => one.paths)
  expect(changed.filter((path) => !paths.includes(path))).toEqual([])
}

async function expectNothingToDo(site: TestSite): Promise<void> {
  site.stub.requests.clear()
  expect((await site.run(args)).code).toBe(0)
  expect(site.stub.requests.byOperation()).toEqual({ ListObjectsV2: 1, GetObject: 1 })
}

/** Runs, and kills the process when the server has got request `at`, before or after that had its effect. */
async function killAt(site: TestSite, at: number, hasEffect: boolean): Promise<void> {
  const { child, ended } = site.start(args)
  let seen = 0
  site.stub.before = async () => {
    if (seen++ !== at) return
    child.kill('SIGKILL')
    await ended
    return hasEffect ? undefined : 'drop'
  }
  expect((await ended).code).toBe(null)
  site.stub.before = null
}

const whole = await openChanged()
await whole.run(args)
const steps = whole.stub.requests.log.map(({ operation, key }) => `${operation} ${key}`.trim())
await whole.close()

it('is a run with every kind of request', () => {
  const kinds = ['CopyObject', 'CreateInvalidation', 'DeleteObjects', 'GetObject', 'ListObjectsV2', 'PutObject']
  expect([...new Set(steps.map((step) => step.split(' ')[0]))].sort()).toEqual(kinds)
})

// Reading changes nothing: to be killed before it is to be killed after what came before it.
const writes = steps.flatMap((step, at) => (/^(Get|List)/.test(step) ? [] : [{ step, at }]))
const kills = writes.flatMap((one) => [
  { ...one, when: 'before' },
  { ...one, when: 'after' },
])

it.concurrent.for(kills)(
  'works when killed $when $step (request $at), and the next run finishes',
  async (kill, test) => {
    const site = await openChanged()
    test.onTestFinished(() => site.close())
    await killAt(site, kill.at, kill.when === 'after')
    expectWorking(site)
    await expectFinished(site, kill.at)
    // Before a step is after the one before it: once of each state is enough.
    if (kill.when === 'after') await expectNothingToDo(site)
  },
)
