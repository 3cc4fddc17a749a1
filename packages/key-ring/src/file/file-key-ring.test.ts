import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { KeyRingError } from '../key-ring.port.ts'
import { keyRingSuite } from '../key-ring.suite.ts'
import { openFileKeyRing } from './file-key-ring.ts'

async function makeDir(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'cruddur-keys-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  return join(dir, 'keys')
}

const now = new Date()

describe('a ring in a file', () => {
  keyRingSuite(async () => {
    const dir = await makeDir()
    return { open: (start) => openFileKeyRing({ dir, now: start, create: true }) }
  })

  it('is not made where there should be one, and is refused if it is none', async () => {
    const dir = await makeDir()
    await expect(openFileKeyRing({ dir, now, create: false })).rejects.toThrow(`${join(dir, 'ring')} does not exist`)
    const { writeFile } = await import('node:fs/promises')
    await writeFile(join(dir, 'ring'), 'no ring')
    await expect(openFileKeyRing({ dir, now, create: true })).rejects.toThrow(KeyRingError)
    expect(await readFile(join(dir, 'ring'), 'utf8')).toBe('no ring')
  })

  it('can be read by its owner only, also when somebody opened it up', async () => {
    const dir = await makeDir()
    await using stack = new AsyncDisposableStack()
    const first = await openFileKeyRing({ dir, now, create: true })
    stack.defer(() => first.close())
    await chmod(join(dir, 'ring'), 0o644)
    const second = await openFileKeyRing({ dir, now, create: false })
    stack.defer(() => second.close())
    expect((await stat(join(dir, 'ring'))).mode & 0o777).toBe(0o600)
    expect((await stat(dir)).mode & 0o777).toBe(0o700)
    expect((await stat(join(dir, 'ring'))).size).toBeLessThan(5_000_000)
  })
})
