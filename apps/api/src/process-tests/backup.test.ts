import { spawnSync } from 'node:child_process'
import { cpSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { checkout, makeTempDir, startServerProcess } from './testing/server-process.ts'
import { readAll, signUpAndIn, startWriting } from './testing/writer.ts'

const runBackup = (dataDir: string, ...args: string[]) => runProgram('apps/api/src/backup/main.ts', dataDir, ...args)
const runIdentity = (dataDir: string) => runProgram('apps/commands/src/identity/main.ts', dataDir, 'list')

function runProgram(path: string, dataDir: string, ...args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], {
    cwd: checkout,
    encoding: 'utf8',
    env: { DATA_DIR: dataDir, PATH: process.env['PATH'] },
  })
  return { status, output: stdout + stderr }
}

it('a backup of a server that runs and is written to is restored elsewhere, with accounts and cruds', async () => {
  const dir = makeTempDir()
  const [first, second, file] = [join(dir, 'first'), join(dir, 'second'), join(dir, 'backup')]
  const server = startServerProcess({ env: { DATA_DIR: first } })
  const address = await server.ready
  const writing = startWriting(address, await signUpAndIn(address, first))
  await expect.poll(() => writing.acknowledged.length).toBeGreaterThan(5)
  const before = [...writing.acknowledged]
  expect(runBackup(first, 'backup', file)).toMatchObject({ status: 0 })
  expect(runIdentity(first)).toEqual({ status: 0, output: expect.stringMatching(/^@\w+ +built-in /) })
  await writing.stop()
  const { status, output } = runBackup(first, 'restore', file, '--replace')
  expect(status).toBe(69)
  expect(output).toContain('is in use by another Cruddur server')
  await server.stop()

  const restoring = runBackup(second, 'restore', file)
  expect(restoring).toMatchObject({ status: 0 })
  expect(restoring.output).toContain('The server will not start yet. DATA_DIR: ')
  const refused = startServerProcess({ env: { DATA_DIR: second } })
  await expect(refused.ready).rejects.toThrow('are sealed with the keys of ring')
  cpSync(join(first, 'keys'), join(second, 'keys'), { recursive: true })
  const restored = startServerProcess({ env: { DATA_DIR: second } })
  const cruds = await readAll(await restored.ready)
  for (const message of before) expect(cruds).toContain(message)
  await restored.stop()

  const again = runBackup(second, 'restore', file)
  expect(again.status).toBe(69)
  expect(again.output).toContain('--replace: is missing')
})

it('a command that is not understood says how it is used, and makes nothing', () => {
  const dataDir = join(makeTempDir(), 'data')
  for (const args of [[], ['backup'], ['backup', 'a', '--replace'], ['restore', 'a', 'b', 'c'], ['mend', 'a']]) {
    const { status, output } = runBackup(dataDir, ...args)
    expect(status, args.join(' ')).toBe(64)
    expect(output).toContain('npm run db:backup -- FILE')
  }
  const { status, output } = runBackup(dataDir, 'backup', 'a')
  expect([status, output]).toEqual([69, expect.stringContaining(`DATA_DIR: there is no database in ${dataDir}`)])
  expect(runIdentity(dataDir)).toEqual({ status: 1, output: expect.stringContaining('DATA_DIR: there is no database') })
  expect(existsSync(dataDir)).toBe(false)
})
