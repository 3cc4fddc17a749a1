import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { makeTempDir, startServerProcess } from './testing/server-process.ts'
import { signUpAndIn } from './testing/writer.ts'

const json = { 'content-type': 'application/json' }

/** A disk of this size in memory, or null when this user may not mount one. It is unmounted after the test. */
function mountSmallDisk(megabytes: number): string | null {
  const dir = makeTempDir()
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0755`, 'tmpfs', dir])
  if (status !== 0) return null
  onTestFinished(() => void execFileSync('umount', ['--lazy', dir]))
  return dir
}

/** Writes to a file until there is no room, and returns its path. */
function fill(dir: string): string {
  const file = join(dir, 'filling')
  const descriptor = openSync(file, 'w')
  for (const size of [1024 * 1024, 4096]) {
    const bytes = Buffer.alloc(size)
    try {
      for (;;) writeSync(descriptor, bytes)
    } catch (error) {
      if ((error as { code?: string }).code !== 'ENOSPC') throw error
    }
  }
  closeSync(descriptor)
  return file
}

it('a server whose disk is full is not ready, promises no e-mail, and recovers when there is room', async ({
  skip,
}) => {
  const dir = mountSmallDisk(200)
  if (!dir) return skip('this user may not mount a small disk: run the test as root')
  const server = startServerProcess({ env: { DATA_DIR: dir, RATE_LIMIT_LETTER_ACCOUNT: '100/1h' } })
  const address = await server.ready
  const ask = async (path: string, init?: RequestInit) => {
    const reply = await fetch(`${address}/api/${path}`, init)
    return [reply.status, await reply.json()]
  }
  const forgot = (email: string) =>
    ask('identity/forgot', { method: 'POST', headers: json, body: JSON.stringify({ email }) })
  await signUpAndIn(address, dir)
  expect((await ask('health'))[0]).toBe(200)

  const filling = fill(dir)
  expect(statfsSync(dir).bavail).toBe(0)
  await expect.poll(() => ask('health'), { timeout: 10_000 }).toEqual([503, ['database_not_writable']])
  for (const email of ['writer@example.org', 'nobody@example.org']) {
    expect(await forgot(email)).toEqual([503, [expect.stringMatching(/^(email|database)_unavailable$/)]])
  }

  rmSync(filling)
  await expect.poll(async () => (await ask('health'))[0], { timeout: 20_000 }).toBe(200)
  expect((await forgot('writer@example.org'))[0]).toBe(200)
  await signUpAndIn(address, dir, 'second')
  expect(await server.stop()).toMatchObject({ code: 0 })
}, 90_000)
