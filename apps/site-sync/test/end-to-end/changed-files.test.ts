import { expect, it, onTestFinished } from 'vitest'
import { startTestSite } from '../site.ts'

const files = { 'a.txt': 'a', 'b.txt': 'b', 'index.html': 'home' }

async function open() {
  const site = await startTestSite(files)
  onTestFinished(() => site.close())
  return site
}

it('fails when a file goes away after the first change, and the next run goes on', async () => {
  const site = await open()
  site.stub.before = (_operation, key) => {
    if (key === 'a.txt') site.remove('b.txt')
    return undefined
  }
  const { code, stderr, stdout } = await site.run(['--yes', '--concurrency', '1'])
  site.stub.before = null
  expect([code, stderr]).toEqual([1, expect.stringMatching(/b\.txt went away meanwhile/)])
  expect(stdout).toContain('Stopped: 1 create')
  expect(site.stored()).toEqual({ 'a.txt': 'a' })
  expect(site.stub.objects.has('.site-sync/lock.json')).toBe(false)
  expect((await site.run(['--yes'])).code).toBe(0)
  expect(site.stored()).toEqual({ 'a.txt': 'a', 'index.html': 'home' })
})
