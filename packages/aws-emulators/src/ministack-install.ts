import { join } from 'node:path'
import { makePythonEnvironment } from './python-environment.ts'

/**
 * The Python of a virtual environment with ministack, or the reason why there is none.
 *
 * @throws Error on CI, if there is a Python but the installation fails
 */
export async function installMinistack(): Promise<{ python: string } | { missing: string }> {
  const made = await makePythonEnvironment('ministack', join(import.meta.dirname, 'ministack-requirements.txt'))
  if ('failed' in made && made.failed && process.env['CI']) throw new Error(`ministack: ${made.missing}`)
  return made
}
