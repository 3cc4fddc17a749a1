import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

// `npm run infra:check` and the other commands of infra/: installs the CDK there if it is not, then runs one of its programs.
// People who only run or change the product do not need its 230 MB, so infra/ is not a workspace.

const folder = resolve(import.meta.dirname, '../infra')

export function installInfra(): void {
  if (isInstalled()) return
  console.log('Installing the AWS CDK into infra/node_modules (half a minute, once) ...')
  const args = ['ci', '--no-fund', '--no-audit', '--ignore-scripts', '--loglevel=error']
  const { status, error } = spawnSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status === 0) return
  throw new Error(`infra/ could not be installed: ${error?.message ?? 'see above'}`)
}

/** Whether the installed packages are those of the lock file. */
function isInstalled(): boolean {
  const done = join(folder, 'node_modules/.package-lock.json')
  if (!existsSync(done)) return false
  const versions = (path: string) =>
    Object.entries(JSON.parse(readFileSync(path, 'utf8')).packages as Record<string, { version?: string }>)
      .filter(([name]) => name)
      .map(([name, { version }]) => `${name}@${version}`)
      .join()
  return versions(done) === versions(join(folder, 'package-lock.json'))
}

if (import.meta.main) {
  const [programPath = '', ...args] = process.argv.slice(2)
  installInfra()
  // The check asks the validator itself, once for all stages.
  const validation = programPath.startsWith('check/') ? { CDK_VALIDATION: 'false' } : {}
  const { status } = spawnSync(process.execPath, [join(folder, programPath), ...args], {
    cwd: resolve(folder, '..'),
    stdio: 'inherit',
    env: { ...process.env, ...validation },
  })
  process.exit(status ?? 1)
}
