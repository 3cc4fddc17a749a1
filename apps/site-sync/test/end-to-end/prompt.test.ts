import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { findProgram } from '../find-program.ts'
import { startTestSite, type TestSite } from '../site.ts'

const script = findProgram('script')
if (script === null) console.warn('script is not installed: what is said at a terminal is not tested')
const cli = join(import.meta.dirname, '../../src/cli.ts')
const paint = '\u001b['

async function open(): Promise<TestSite> {
  const site = await startTestSite({ 'index.html': 'home', 'a.txt': 'a' })
  onTestFinished(() => site.close())
  return site
}

it('applies after yes, and after nothing else', async () => {
  const site = await open()
  for (const input of ['no\n', '', 'ye\n', '\n', 'y\nyes\n', '\u0000\u0007\n']) {
    const { code, stdout, stderr } = await site.run([], { input })
    expect([input, code, stderr]).toEqual([input, 3, 'site-sync: not applied: nothing was changed\n'])
    expect(stdout).toMatch(/Plan: 2 create/)
  }
  expect(site.stored()).toEqual({})
  expect((await site.run([], { input: 'yes\n' })).code).toBe(0)
  expect(Object.keys(site.stored())).toEqual(['a.txt', 'index.html'])
  // Nobody is asked about nothing.
  expect(await site.run([], { input: '' })).toMatchObject({ code: 0, stderr: '' })
})

it('gives programs a JSON object a line, whatever happens', async () => {
  const site = await open()
  const types = async (...args: string[]) => {
    const { stdout } = await site.run([...args, '--json'])
    return stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).type)
  }
  expect((await types('plan')).slice(-3)).toEqual(['change', 'change', 'summary'])
  expect((await types()).at(-1)).toBe('failure')
  expect((await types('--yes')).at(-1)).toBe('summary')
  expect((await types('status')).at(-1)).toBe('summary')
  site.stub.faults.fail(1, { operation: 'ListObjectsV2', status: 403, code: 'AccessDenied' })
  expect(await types('--yes')).toEqual(['failure'])
})

it('is plain where there is no terminal, painted when told to, and silent about actions when told to', async () => {
  const site = await open()
  const plain = await site.run(['plan'])
  expect(plain.stdout).toMatch(/^ {2}create +a\.txt/m)
  expect(plain.stdout + plain.stderr).not.toContain(paint)
  expect((await site.run(['plan', '--color'])).stdout).toContain(`${paint}32m`)
  expect((await site.run(['plan', '--silent', 'create'])).stdout).toBe('Plan: 2 create\n')
})

it('goes on when whoever reads along leaves', async () => {
  const site = await open()
  const { child, ended } = site.start(['--yes'])
  child.stdout?.destroy()
  child.stderr?.destroy()
  expect((await ended).code).toBe(0)
  expect(Object.keys(site.stored())).toEqual(['a.txt', 'index.html'])
})

/** As a person at a terminal sees it. */
function atTerminal(site: TestSite, args: string[]) {
  const words = [
    process.execPath,
    cli,
    ...args,
    '--bucket',
    'site',
    '--build-dir',
    'build',
    '--endpoint-url',
    site.stub.url,
  ]
  const command = words.map((word) => `'${word}'`).join(' ')
  const env = {
    PATH: process.env['PATH'] ?? '',
    AWS_ACCESS_KEY_ID: 'AKID',
    AWS_SECRET_ACCESS_KEY: 'secret',
    TERM: 'xterm',
  }
  const child = spawn(script ?? '', ['-qec', `exec ${command}`, '/dev/null'], { cwd: site.cwd, env, stdio: 'pipe' })
  let seen = ''
  child.stdout.on('data', (piece) => {
    seen += piece
    child.emit('seen')
  })
  const until = async (words: string) => {
    while (!seen.includes(words)) await once(child, 'seen')
  }
  return { child, until, ended: once(child, 'close').then(([code]) => ({ code, seen })) }
}

it.skipIf(script === null)('shows colour and a bar at a terminal, and asks', async () => {
  const site = await open()
  const { child, until, ended } = atTerminal(site, [])
  await until('Only "yes" does:')
  child.stdin.write('yes\n')
  const { code, seen } = await ended
  expect(code).toBe(0)
  expect(seen).toContain(`${paint}32mcreate`)
  expect(seen).toMatch(/\[#+\.*\] \d+%/)
})

it.skipIf(script === null)('ends at once when Ctrl-C is the answer', async () => {
  const site = await open()
  const { child, until, ended } = atTerminal(site, [])
  await until('Only "yes" does:')
  child.stdin.write('\u0003')
  const { code, seen } = await ended
  expect([code, seen]).toEqual([1, expect.stringContaining('not applied: nothing was changed')])
  expect(site.stored()).toEqual({})
})
