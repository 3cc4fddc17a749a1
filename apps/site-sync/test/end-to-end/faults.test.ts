import { expect, it, onTestFinished } from 'vitest'
import type { StubOptions } from '../aws-stub/stub-options.ts'
import { type Files, startTestSite } from '../site.ts'

async function open(files: Files, options?: StubOptions) {
  const site = await startTestSite(files, options)
  onTestFinished(() => site.close())
  return site
}

const many = Object.fromEntries(
  Array.from({ length: 300 }, (_, at) => [at % 3 ? `assets/${at}.js` : `pages/${at}.html`, `file ${at}`]),
)

function sorted(files: object) {
  return Object.fromEntries(Object.entries(files).sort())
}

it('ends well in a storm of SlowDown', async () => {
  const site = await open(many)
  site.stub.faults.flaky(0.15, 7)
  const { code } = await site.run(['--yes'])
  expect(code).toBe(0)
  site.stub.faults.clear()
  expect(site.stored()).toEqual(sorted(many))
  expect((await site.run(['--yes'])).stdout).toMatch(/Done: 300 no_change/)
})

it('ends well though connections break at any moment, before or after what was asked was done', async () => {
  const site = await open(many)
  for (const [key, body] of Object.entries(many)) site.stub.put(key, `${body} of old`)
  let count = 0
  site.stub.before = () => {
    count += 1
    if (count % 11 === 0) return 'drop'
    if (count % 17 === 0) site.stub.faults.drop(1, 'after')
    return undefined
  }
  const { code } = await site.run(['--yes'])
  site.stub.before = null
  site.stub.faults.clear()
  expect(code).toBe(0)
  expect(site.stored()).toEqual(sorted(many))
  expect(site.stub.objects.has('.site-sync/lock.json')).toBe(false)
  expect((await site.run(['--yes'])).stdout).toMatch(/Done: 300 no_change/)
})

it('waits while CloudFront has too many invalidations in progress, and until it is done when told to', async () => {
  const site = await open({ 'index.html': 'home' }, { invalidationPolls: 1 })
  site.stub.put('index.html', 'old')
  site.stub.faults.fail(2, { operation: 'CreateInvalidation', status: 400, code: 'TooManyInvalidationsInProgress' })
  expect((await site.run(['--yes', '--wait'])).code).toBe(0)
  expect(site.stub.invalidations).toMatchObject([{ paths: ['/', '/index.html'], status: 'Completed' }])
})

it('fails when CloudFront does, and the next run invalidates what is left, though nothing else is to be done', async () => {
  const site = await open({ 'index.html': 'home' })
  site.stub.put('index.html', 'old')
  const denied = { operation: 'CreateInvalidation', status: 403, code: 'AccessDenied' }
  site.stub.faults.fail(1, denied)
  const first = await site.run(['--yes'])
  expect(first).toMatchObject({ code: 1, stderr: expect.stringMatching(/may not invalidate "E1STUB"/) })
  expect(first.stdout).toMatch(/Stopped: 1 update/)
  expect((await site.run(['status'])).stdout).toMatch(/1 path of CloudFront still to be invalidated/)
  const next = await site.run([], { input: '' })
  expect(next).toMatchObject({ code: 0, stdout: expect.stringMatching(/invalidating 2 paths/) })
  expect(site.stub.invalidations).toMatchObject([{ paths: ['/', '/index.html'] }])
  expect((await site.run(['status'])).stdout).not.toMatch(/CloudFront/)
})

it('tells the first failure when the notes of it cannot be saved either', async () => {
  const site = await open({ 'index.html': 'home', 'a.txt': 'a' })
  site.stub.put('index.html', 'old')
  const denied = { status: 403, code: 'AccessDenied' }
  site.stub.faults.fail(1, { operation: 'PutObject', key: 'index.html', ...denied })
  site.stub.faults.fail(1, { operation: 'PutObject', key: '.site-sync/manifest.json', ...denied })
  const { code, stdout, stderr } = await site.run(['--yes'])
  expect([code, stdout]).toEqual([1, expect.stringMatching(/Stopped: 1 create/)])
  expect(stderr).toMatch(/warning: and then: .*manifest\.json.*site-sync: .*index\.html/s)
  expect(site.stub.objects.has('.site-sync/lock.json')).toBe(false)
})

it('shows visitors what is new though something old cannot be deleted', async () => {
  const site = await open({ 'index.html': 'home' })
  for (const key of ['index.html', 'locked.txt', 'old.txt']) site.stub.put(key, 'old')
  site.stub.undeletable.add('locked.txt')
  const { code, stderr } = await site.run(['--yes'])
  expect([code, stderr]).toEqual([1, expect.stringMatching(/locked\.txt \(AccessDenied\)/)])
  expect(site.stored()).toEqual({ 'index.html': 'home', 'locked.txt': 'old' })
  expect(site.stub.invalidations).toMatchObject([{ paths: ['/', '/index.html', '/locked.txt', '/old.txt'] }])
})

it('deletes pages before what they name', async () => {
  const site = await open({ 'index.html': 'home' })
  const assets = Array.from({ length: 1_000 }, (_, at) => `assets/${at}.js`)
  for (const key of [...assets, 'old.html']) site.stub.put(key, 'old')
  const seen: boolean[] = []
  site.stub.before = (operation) => {
    if (operation === 'DeleteObjects') seen.push(site.stub.objects.has('old.html'))
  }
  expect((await site.run(['--yes', '--max-delete', '100%'])).code).toBe(0)
  expect(seen.slice(0, 2)).toEqual([true, false])
  expect(site.stored()).toEqual({ 'index.html': 'home' })
})
