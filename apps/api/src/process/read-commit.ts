import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'

const checkout = resolve(import.meta.dirname, '../../../..')
const isCommit = (text: string) => /^[0-9a-f]{7,40}$/.test(text)
const limitMs = 2_000

/**
 * The commit that runs here: what the operator named as the release, if that is one, or else that of the checkout. Null where
 * there is no checkout, as in a container.
 */
export async function readCommit(release: string | undefined): Promise<string | null> {
  if (release && isCommit(release)) return release
  const git = promisify(execFile)('git', ['-C', checkout, 'rev-parse', 'HEAD'], { timeout: limitMs })
  const commit = await git.then(({ stdout }) => stdout.trim()).catch(() => '')
  return isCommit(commit) ? commit : null
}
