import { expect, it, onTestFinished } from 'vitest'
import { startTestSite, type TestSite } from '../site.ts'

const files = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`${at}.txt`, `${at}`]))

async function open(): Promise<TestSite> {
  const site = await startTestSite({ 'index.html': 'home', ...files })
  onTestFinished(() => site.close())
  return site
}

function isFile(operation: string, key: string) {
  return operation === 'PutObject' && !key.startsWith('.site-sync/')
}

it.each(['SIGINT', 'SIGTERM'] as const)(
  'finishes what is under way after %s, says where it stands, and can be gone on with',
  async (name) => {
    const site = await open()
    const { child, ended } = site.start(['--yes', '--concurrency', '4'])
    let seen = 0
    const heard = new Promise((resolve) => child.stdout?.on('data', (piece) => /Stopping/.test(piece) && resolve(null)))
    site.stub.before = async (operation, key) => {
      if (!isFile(operation, key)) return
      seen += 1
      if (seen === 10) child.kill(name)
      if (seen >= 10) await heard
    }
    const { code, stdout, stderr } = await ended
    site.stub.before = null
    expect([code, stderr]).toEqual([1, expect.stringMatching(/stopped before the end.*run again to finish/)])
    const stored = Object.keys(site.stored()).length
    expect(stored).toBeLessThan(20)
    expect(stdout).toContain(`Stopped: ${stored} create`)
    expect(site.stub.objects.has('.site-sync/lock.json')).toBe(false)
    site.stub.requests.clear()
    const next = await site.run(['--yes'])
    expect(next).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`${41 - stored} create, ${stored} no_change`),
    })
    expect(site.stored()).toEqual({ 'index.html': 'home', ...files })
  },
)

it('ends at once at the second SIGINT', async () => {
  const site = await open()
  const { child, ended } = site.start(['--yes', '--concurrency', '4'])
  child.stdout?.on('data', (piece) => /Stopping/.test(piece) && child.kill('SIGINT'))
  site.stub.before = async (operation, key) => {
    if (!isFile(operation, key)) return
    child.kill('SIGINT')
    await ended
  }
  expect((await ended).code).toBe(130)
  site.stub.before = null
  expect((await site.run(['--yes'])).code).toBe(0)
  expect(site.stored()).toEqual({ 'index.html': 'home', ...files })
})

it('changes nothing, and says so, when it is told to stop while it compares', async () => {
  const site = await open()
  const { child, ended } = site.start(['plan'])
  const heard = new Promise((resolve) => child.stdout?.on('data', (piece) => /Stopping/.test(piece) && resolve(null)))
  site.stub.before = async (operation) => {
    if (operation !== 'ListObjectsV2') return
    child.kill('SIGINT')
    await heard
  }
  expect(await ended).toMatchObject({ code: 1, stderr: 'site-sync: interrupted: nothing was changed\n' })
})
