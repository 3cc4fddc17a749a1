import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const installMaxMs = 300_000

const here = dirname(fileURLToPath(import.meta.url))
/** In `node_modules`: made once for a checkout, deleted with it. */
const cache = join(dirname(dirname(createRequire(import.meta.url).resolve('cognito-local/package.json'))), '.cache')

/**
 * The Python of a virtual environment with ministack, or the reason why there is none. The first caller of a checkout makes
 * it, and concurrent callers wait.
 *
 * @throws Error on CI, if there is a Python but the installation fails
 */
export async function installMinistack(): Promise<{ python: string } | { missing: string }> {
  const python = await findPython()
  if (!python) return { missing: 'there is no Python 3.10 or newer' }
  try {
    const { stdout } = await run(
      python,
      [join(here, 'ministack-install.py'), join(cache, 'ministack'), join(here, 'ministack-requirements.txt')],
      { timeout: installMaxMs },
    )
    return { python: stdout.trim() }
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string }
    if (process.env['CI']) throw new Error(`ministack could not be installed: ${stderr || message}`)
    const lastLine = (stderr || message).trim().split('\n').at(-1)
    return { missing: `it could not be installed: ${lastLine}` }
  }
}

async function findPython(): Promise<string | null> {
  for (const name of ['python3', 'python']) {
    const check = 'import sys; sys.exit(sys.version_info < (3, 10))'
    const found = await run(name, ['-c', check]).then(
      () => true,
      () => false,
    )
    if (found) return name
  }
  return null
}
