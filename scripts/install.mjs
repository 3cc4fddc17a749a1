// Runs before anything is installed, in any Node from 20 on. So it is plain JavaScript and imports no packages.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const oldestNode = 20
const checkout = dirname(dirname(fileURLToPath(import.meta.url)))

if (Number(process.versions.node.split('.')[0]) < oldestNode) {
  fail(`Cruddur needs Node ${oldestNode} or newer to install itself; this is Node ${process.version}.`)
}
if (!isInstalled()) install()

/** Whether the last installation was of exactly this lock file. npm leaves a summary of it in node_modules. */
function isInstalled() {
  const done = join(checkout, 'node_modules/.package-lock.json')
  if (!existsSync(done) || !existsSync(join(checkout, 'node_modules/.bin/node'))) return false
  const lock = join(checkout, 'package-lock.json')
  return statSync(done).mtimeMs >= statSync(lock).mtimeMs || sameVersions(lock, done)
}

/** A checkout can change the lock file's time without changing its content. */
function sameVersions(lock, done) {
  const installed = JSON.parse(readFileSync(done, 'utf8')).packages
  return Object.entries(JSON.parse(readFileSync(lock, 'utf8')).packages).every(
    ([path, { version, optional, link }]) => !path || link || optional || installed[path]?.version === version,
  )
}

function install() {
  console.log('Installing what Cruddur needs into node_modules (a minute or so, once) ...')
  // npm would warn that the machine's Node is too old. It does not matter: Node 24 comes with the packages.
  const args = ['ci', '--no-fund', '--no-audit', '--loglevel=error', '--include=dev', '--include=optional']
  const result = spawnSync('npm', args, { cwd: checkout, stdio: ['ignore', 'ignore', 'inherit'] })
  if (result.error) fail(`npm cannot be run: ${result.error.message}`)
  if (result.status !== 0) fail('The installation failed: see above. Nothing was started.')
}

function fail(line) {
  console.error(line)
  process.exit(1)
}
