import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const installMaxMs = 300_000

/** In `node_modules`: made once for a checkout, deleted with it. */
const cache = join(dirname(dirname(createRequire(import.meta.url).resolve('cognito-local/package.json'))), '.cache')

/** `failed` if there is a Python but the installation did not succeed. */
export type PythonEnvironment = { python: string } | { missing: string; failed: boolean }

/**
 * The Python of a virtual environment with pinned packages, or the reason why there is none. The first caller of a checkout
 * makes it, and concurrent callers wait.
 *
 * @param name its folder in the cache
 * @param requirements path of a requirements file with hashes
 */
export async function makePythonEnvironment(name: string, requirements: string): Promise<PythonEnvironment> {
  const python = await findPython()
  if (!python) return { missing: 'there is no Python 3.10 or newer', failed: false }
  try {
    const { stdout } = await run(
      python,
      [join(import.meta.dirname, 'python-environment.py'), join(cache, name), requirements],
      { timeout: installMaxMs },
    )
    return { python: stdout.trim() }
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string }
    const lastLine = (stderr || message).trim().split('\n').at(-1)
    return { missing: `it could not be installed: ${lastLine}`, failed: true }
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
