import { cpSync, existsSync, globSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { buildWebWhenStale } from '../build-web.ts'
import { type Lock, productionPackages } from './production-packages.ts'

const checkout = resolve(import.meta.dirname, '../..')

/** What runs in the image: the server, and the commands of an operator. */
const workspaces = ['apps/api', 'apps/commands', 'apps/import-original', 'apps/move-messages']

/** What else is in the image. The pages are built before. */
const files = [
  'package.json',
  'LICENSE',
  'apps/web/dist',
  'scripts/container-health.ts',
  'scripts/prepare-database.ts',
  'apps/lambdas/role.sql',
]

/** Read by tests only. */
const ofTests = /\.(test|suite)\.ts$|^(testing|process-tests)$|^(test-database|embedded-test-server)\.ts$/
/** Read by editors and people only; licences stay. */
const ofEditors = /\.(map|md|markdown|flow|d\.[cm]?ts)$/

/** Of this checkout, what the image needs: the packages of the lock file, and files. @throws Error if the lock file lacks one */
export function partsOfImage(): { lock: Lock; packages: string[]; files: string[] } {
  const lock: Lock = JSON.parse(readFileSync(join(checkout, 'package-lock.json'), 'utf8')).packages
  return { lock, packages: productionPackages(lock, workspaces), files }
}

/**
 * Copies what a server needs to run from this checkout, with the packages that are installed here: no development
 * dependencies, no embedded PostgreSQL, no tests.
 */
export function copyProductionTree(target: string): void {
  const { lock, packages } = partsOfImage()
  for (const file of files) copy(file, target)
  for (const path of packages) {
    const { link, resolved = '' } = lock[path] ?? {}
    if (link) makeLink(join(target, path), join(target, resolved))
    else if (path.includes('node_modules/')) copy(path, target, isOfPackage)
    else for (const part of sourcesOf(path)) copy(part, target, (name) => !ofTests.test(name))
  }
}

/** The parts of a workspace that run. What npm put below it has entries of its own in the lock file. */
function sourcesOf(workspace: string): string[] {
  return globSync(`${workspace}/{package.json,src,migrations}`, { cwd: checkout })
}

const isOfPackage = (name: string) => !ofEditors.test(name) || /licen[cs]e|notice/i.test(name)

function copy(path: string, target: string, isUsed: (name: string) => boolean = () => true): void {
  const source = join(checkout, path)
  if (!existsSync(source)) throw new Error(`${path} is missing: npm ci, then npm run build`)
  const nested = join(source, 'node_modules')
  cpSync(source, join(target, path), { recursive: true, filter: (part) => part !== nested && isUsed(basename(part)) })
}

function makeLink(path: string, to: string): void {
  mkdirSync(dirname(path), { recursive: true })
  symlinkSync(relative(dirname(path), to), path)
}

if (import.meta.main) {
  const [target] = process.argv.slice(2)
  if (!target) throw new Error('which directory?')
  await buildWebWhenStale()
  copyProductionTree(resolve(target))
}
