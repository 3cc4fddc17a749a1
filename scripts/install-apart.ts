import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/**
 * Installs a folder that is no workspace, because most people never need its packages, unless they are installed already.
 *
 * @param what it installs, and how long that takes, for the terminal
 * @throws if npm fails
 */
export function installApart(name: string, what: string): string {
  const folder = resolve(import.meta.dirname, '..', name)
  if (isInstalled(folder)) return folder
  console.log(`Installing ${what} into ${name}/node_modules ...`)
  const args = ['ci', '--no-fund', '--no-audit', '--ignore-scripts', '--loglevel=error']
  const { status, error } = spawnSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status === 0) return folder
  throw new Error(`${name}/ could not be installed: ${error?.message ?? 'see above'}`)
}

/** Whether the installed packages are those of the lock file. */
function isInstalled(folder: string): boolean {
  const done = join(folder, 'node_modules/.package-lock.json')
  if (!existsSync(done)) return false
  const versions = (path: string) =>
    Object.entries(JSON.parse(readFileSync(path, 'utf8')).packages as Record<string, { version?: string }>)
      .filter(([name]) => name)
      .map(([name, { version }]) => `${name}@${version}`)
      .join()
  return versions(done) === versions(join(folder, 'package-lock.json'))
}
