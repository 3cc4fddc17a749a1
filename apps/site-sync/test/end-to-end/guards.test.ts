import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { startTestSite, type TestSite } from '../site.ts'

const many = Object.fromEntries(Array.from({ length: 120 }, (_, at) => [`old/${at}.txt`, 'old']))

async function open(stored: Record<string, string> = {}): Promise<TestSite> {
  const site = await startTestSite({ 'index.html': 'new' })
  onTestFinished(() => site.close())
  for (const [key, body] of Object.entries(stored)) site.stub.put(key, body)
  return site
}

/** Whatever else was asked, nothing was that could change anything. */
function expectUntouched({ stub }: TestSite): void {
  const writes = stub.requests.log.filter(({ operation }) => !/^(Get|List|Head)/.test(operation))
  expect(writes).toEqual([])
}

it('refuses a folder that is empty, missing or ignored as a whole', async () => {
  const site = await open({ 'index.html': 'old' })
  const refused = async (words: RegExp, ...args: string[]) => {
    expect(await site.run(['--yes', ...args])).toMatchObject({ code: 3, stderr: expect.stringMatching(words) })
    expectUntouched(site)
  }
  await refused(/nothing to upload/, '--ignore', '*.html')
  rmSync(join(site.cwd, 'build'), { recursive: true })
  await refused(/there is no folder/)
  mkdirSync(join(site.cwd, 'build'))
  await refused(/nothing to upload/)
})

it('refuses to delete more than may be, and deletes as many when told to', async () => {
  const site = await open(many)
  expect(await site.run(['--yes'])).toMatchObject({
    code: 3,
    stderr: expect.stringMatching(/120 of 120 .*at most 100/),
  })
  expect(await site.run(['--yes', '--max-delete', '50%'])).toMatchObject({ code: 3 })
  expectUntouched(site)
  expect((await site.run(['--yes', '--max-delete', '120'])).code).toBe(0)
  expect(site.stored()).toEqual({ 'index.html': 'new' })
})

it('refuses fewer deletes than usual when told to', async () => {
  const site = await open({ 'one.txt': '1', 'two.txt': '2' })
  const { code, stderr } = await site.run(['--yes', '--max-delete', '1'])
  expect([code, stderr]).toEqual([3, expect.stringMatching(/--max-delete 2/)])
  expectUntouched(site)
})

it.each([
  ['is cut short', (site: TestSite) => site.stub.faults.truncate(50, 'half', { operation: 'ListObjectsV2' })],
  [
    'fails',
    (site: TestSite) => site.stub.faults.fail(50, { operation: 'ListObjectsV2', status: 403, code: 'AccessDenied' }),
  ],
  [
    'is an error with the status of a success',
    (site: TestSite) => site.stub.faults.fail(50, { operation: 'ListObjectsV2', status: 200, code: 'InternalError' }),
  ],
])('changes nothing when the listing %s', async (_, spoil) => {
  const site = await open({ 'old.html': 'old' })
  spoil(site)
  expect((await site.run(['--yes'])).code).toBe(1)
  expectUntouched(site)
})

it('changes nothing when the second page of the listing does not come', async () => {
  const site = await open(Object.fromEntries(Array.from({ length: 1_001 }, (_, at) => [`old/${at}`, ''])))
  site.stub.before = () => {
    const page = { operation: 'ListObjectsV2', status: 403, code: 'AccessDenied' }
    if (site.stub.requests.count('ListObjectsV2') === 1) site.stub.faults.fail(1, page)
  }
  expect((await site.run(['--yes', '--max-delete', '100%'])).code).toBe(1)
  expect(site.stub.requests.count('ListObjectsV2')).toBe(2)
  expectUntouched(site)
})

it('leaves what is protected, ignored or not included', async () => {
  const site = await open({ 'keep/a.txt': 'a', 'logs/b.txt': 'b', 'gone.txt': 'c' })
  site.write({ 'index.html.map': 'map', 'logs/new.txt': 'n' })
  const { code, stdout } = await site.run([
    '--yes',
    '--protect',
    'keep/**',
    '--ignore',
    'logs/**',
    '--ignore',
    '*.map',
    '--silent=',
  ])
  expect(code).toBe(0)
  expect(site.stored()).toEqual({ 'index.html': 'new', 'keep/a.txt': 'a', 'logs/b.txt': 'b' })
  expect(stdout).toMatch(/ignore +keep\/a\.txt +protected/)
  site.write({ 'index.html': 'newer', 'other.txt': 'o' })
  expect((await site.run(['--yes', '--include', '*.html'])).code).toBe(0)
  expect(site.stored()).toEqual({ 'index.html': 'newer', 'keep/a.txt': 'a', 'logs/b.txt': 'b' })
})

it('refuses secrets, unless they are ignored or included by name', async () => {
  const site = await open()
  site.write({ '.git/config': 'url', '.git/objects/aa': 'x', '.env': 'KEY=1', 'certs/own.pem': 'key' })
  const { code, stderr } = await site.run(['--yes'])
  expect(code).toBe(3)
  expect(stderr.match(/\S+ looks like a secret/g)).toEqual([
    '.env looks like a secret',
    '.git looks like a secret',
    'certs/own.pem looks like a secret',
  ])
  expectUntouched(site)
  const ignored = ['--ignore', '.git', '--ignore', '.env']
  expect(await site.run(['--yes', ...ignored, '--include', '**'])).toMatchObject({ code: 3 })
  expect(await site.run(['--yes', ...ignored, '--include', '**', '--include', 'certs/own.pem'])).toMatchObject({
    code: 0,
  })
  expect(site.stored()).toEqual({ 'certs/own.pem': 'key', 'index.html': 'new' })
})
