import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { startTestSite, type TestSite } from '../site.ts'

async function openPlanned(): Promise<TestSite> {
  const site = await startTestSite({ 'index.html': 'home', 'ä.txt': 'a', 'Z.txt': 'z', 'b.txt': 'b' })
  onTestFinished(() => site.close())
  site.stub.put('b.txt', 'old')
  site.stub.put('gone.txt', 'gone')
  expect((await site.run(['plan', '--out', 'plan.json'])).code).toBe(0)
  site.stub.requests.clear()
  return site
}

function fileOf(site: TestSite, name = 'plan.json') {
  return join(site.cwd, name)
}

async function expectRefused(site: TestSite, words: RegExp, ...args: string[]): Promise<void> {
  const { code, stderr } = await site.run(['apply', 'plan.json', ...args])
  expect([code, stderr]).toEqual([3, expect.stringMatching(words)])
  expect(site.stub.requests.log.filter(({ operation }) => !/^(Get|List)/.test(operation))).toEqual([])
}

it('has the same bytes whenever and wherever it is made', async () => {
  const site = await openPlanned()
  const env = { TZ: 'Asia/Kathmandu', LANG: 'sv_SE.UTF-8', LC_ALL: 'tr_TR.UTF-8' }
  await site.run(['plan', '--out', 'again.json'], { env })
  expect(readFileSync(fileOf(site, 'again.json'), 'utf8')).toBe(readFileSync(fileOf(site), 'utf8'))
})

it('is applied to the letter without asking, and then no longer holds', async () => {
  const site = await openPlanned()
  const { code, stdout } = await site.run(['apply', 'plan.json'])
  expect([code, stdout]).toEqual([0, expect.stringMatching(/Done: 3 create, 1 update, 1 delete/)])
  expect(site.stored()).toEqual({ 'Z.txt': 'z', 'b.txt': 'b', 'index.html': 'home', 'ä.txt': 'a' })
  expect((await site.run(['apply', 'plan.json'])).code).toBe(3)
})

it('is refused when the bucket has changed, even where the plan would be the same', async () => {
  const site = await openPlanned()
  site.stub.put('b.txt', 'old too')
  await expectRefused(site, /the bucket has changed since/)
})

it('is refused when the folder has changed', async () => {
  const site = await openPlanned()
  site.write({ 'b.txt': 'B' })
  await expectRefused(site, /b\.txt: its file has other contents now/)
})

it('is refused when the settings are other ones, or it is for another place', async () => {
  const site = await openPlanned()
  site.stub.bucket('other')
  writeFileSync(fileOf(site, 'other.toml'), '[[headers]]\nmatch = ["b.txt"]\nset = { "cache-control" = "max-age=5" }\n')
  await expectRefused(site, /b\.txt: it would be served otherwise now/, '--config', 'other.toml')
  const plan = readFileSync(fileOf(site), 'utf8')
  writeFileSync(fileOf(site), plan.replace('"bucket": "site"', '"bucket": "other"'))
  await expectRefused(site, /the bucket was other, and is site now/)
  writeFileSync(fileOf(site), plan.replace('"E1STUB"', '"E2OTHER"'))
  await expectRefused(site, /the distribution was E2OTHER/)
})

it('stops when a file changes between the plan and its upload', async () => {
  const site = await openPlanned()
  site.stub.before = (operation) => {
    if (operation === 'PutObject') site.write({ 'index.html': 'changed meanwhile' })
  }
  const { code, stdout, stderr } = await site.run(['apply', 'plan.json'])
  expect([code, stderr]).toEqual([1, expect.stringMatching(/index\.html has changed since the plan was made/)])
  expect(stdout).toMatch(/Stopped: 2 create, 1 update/)
  expect(Object.keys(site.stored())).toEqual(['Z.txt', 'b.txt', 'gone.txt', 'ä.txt'])
})

it.each([
  ['no file', null],
  ['no JSON', '{"version": 1,'],
  ['the list of the gem', '[{"path": "index.html", "action": "create"}]'],
  ['a newer version', '{"version": 99}'],
  ['nothing of a plan', '{}'],
])('is an error of usage when it is %s', async (_, text) => {
  const site = await startTestSite({ 'index.html': 'home' })
  onTestFinished(() => site.close())
  if (text !== null) writeFileSync(fileOf(site), text)
  const { code, stderr } = await site.run(['apply', 'plan.json'])
  expect([code, stderr]).toEqual([2, expect.stringMatching(/plan\.json/)])
  expect(site.stub.requests.log).toEqual([])
})

it('is written and applied in one go with --out and --yes', async () => {
  const site = await openPlanned()
  expect((await site.run(['--yes', '--out', 'both.json'])).code).toBe(0)
  expect(readFileSync(fileOf(site, 'both.json'), 'utf8')).toBe(readFileSync(fileOf(site), 'utf8'))
  expect(Object.keys(site.stored())).toEqual(['Z.txt', 'b.txt', 'index.html', 'ä.txt'])
})
