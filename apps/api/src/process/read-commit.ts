import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'

const ownCheckout = resolve(import.meta.dirname, '../../../..')
const isCommit = (text: string) => /^[0-9a-f]{40}$/.test(text)
const limitMs = 2_000

/**
 * The commit that runs here: what the operator named as the release, if that is one, or else that of the checkout. Null where
 * there is no checkout, as in a container, and where files of it were changed.
 */
export async function readCommit(release: string | undefined, checkout = ownCheckout): Promise<string | null> {
  if (release && isCommit(release)) return release
  const git = async (...args: string[]) =>
    (await promisify(execFile)('git', ['-C', checkout, ...args], { timeout: limitMs })).stdout.trim()
  try {
    // A copy without git of its own may lie in somebody else's checkout.
    if ((await git('rev-parse', '--show-prefix')) !== '') return null
    if ((await git('status', '--porcelain', '--untracked-files=no')) !== '') return null
    return await git('rev-parse', 'HEAD')
  } catch {
    return null
  }
}
