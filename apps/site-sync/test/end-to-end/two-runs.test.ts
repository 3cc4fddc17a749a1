import { expect, it, onTestFinished } from 'vitest'
import { startTestSite, type TestSite } from '../site.ts'

const lockKey = '.site-sync/lock.json'

async function open(): Promise<TestSite> {
  const site = await startTestSite({ 'index.html': 'home', 'a.txt': 'a' })
  onTestFinished(() => site.close())
  return site
}

function lockOf(holder: object) {
  return JSON.stringify({
    id: 'x',
    host: 'runner-7',
    pid: 4711,
    machine: 'elsewhere',
    started_at: '2020-01-01T00:00:00.000Z',
    expires_at: '2999-01-01T00:00:00.000Z',
    ...holder,
  })
}

it('lets one of two runs win, and tells the other who has won', async () => {
  const site = await open()
  let second: Awaited<ReturnType<typeof site.run>> | undefined
  // The first write of the run that holds the lock waits until the other run has ended.
  site.stub.before = async (operation, key) => {
    if (second || operation !== 'PutObject' || key === lockKey) return
    site.stub.before = null
    second = await site.run(['--yes'])
  }
  expect((await site.run(['--yes'])).code).toBe(0)
  expect(second?.code).toBe(3)
  expect(second?.stderr).toMatch(/another run is going on, on \S+ \(process \d+\) since/)
  expect(site.stored()).toEqual({ 'index.html': 'home', 'a.txt': 'a' })
  expect(site.stub.objects.has(lockKey)).toBe(false)
})

it('tells who has the lock since when and until when, changes nothing, and says so in its status', async () => {
  const site = await open()
  site.stub.put(lockKey, lockOf({}))
  const { code, stderr } = await site.run(['--yes'])
  expect(code).toBe(3)
  expect(stderr).toMatch(/runner-7 \(process 4711\) since 2020-01-01.*until 2999-01-01.*delete that object/s)
  expect(site.stored()).toEqual({})
  expect((await site.run(['status'])).stdout).toMatch(/runner-7/)
})

it('takes a lock over whose time is over', async () => {
  const site = await open()
  site.stub.put(lockKey, lockOf({ expires_at: '2020-01-01T00:10:00.000Z' }))
  expect(await site.run(['--yes'])).toMatchObject({ code: 0, stderr: '' })
  expect(site.stub.objects.has(lockKey)).toBe(false)
})

it('notices a run that ended between its listing and its lock', async () => {
  const site = await open()
  let isFirst = true
  site.stub.before = async (operation, key) => {
    if (!isFirst || operation !== 'PutObject' || key !== lockKey) return
    isFirst = false
    expect((await site.run(['--yes'])).code).toBe(0)
  }
  const { code, stderr } = await site.run(['--yes'])
  expect([code, stderr]).toEqual([3, expect.stringMatching(/another run has changed the bucket meanwhile/)])
  expect(site.stub.objects.has(lockKey)).toBe(false)
})

it('lists again when the lock was that of a run that died meanwhile, and goes by what it sees', async () => {
  const site = await open()
  await site.run(['--yes'])
  site.write({ 'a.txt': 'changed' })
  site.stub.put(lockKey, lockOf({ expires_at: '2020-01-01T00:10:00.000Z' }))
  site.stub.before = (operation, key) => {
    // The last thing that the dead one did, as it were.
    if (operation === 'PutObject' && key === lockKey) site.stub.put('index.html', 'of another build')
  }
  expect(await site.run(['--yes'])).toMatchObject({ code: 3, stderr: expect.stringMatching(/has changed the bucket/) })
  expect(site.stored()['a.txt']).toBe('a')
  site.stub.before = null
  expect((await site.run(['--yes'])).code).toBe(0)
  expect(site.stored()).toEqual({ 'index.html': 'home', 'a.txt': 'changed' })
})

it('leaves an invalidation to the run that is still at it', async () => {
  const site = await open()
  await site.run(['--yes'])
  site.write({ 'index.html': 'changed' })
  site.stub.faults.fail(1, { operation: 'CreateInvalidation', status: 403, code: 'AccessDenied' })
  expect((await site.run(['--yes'])).code).toBe(1)
  site.stub.put(lockKey, lockOf({}))
  expect((await site.run(['--yes'])).code).toBe(3)
  expect(site.stub.invalidations).toEqual([])
  site.stub.objects.delete(lockKey)
  expect((await site.run(['--yes'])).code).toBe(0)
  expect(site.stub.invalidations.map(({ paths }) => paths)).toEqual([['/', '/index.html']])
})
