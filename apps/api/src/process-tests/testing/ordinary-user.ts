import { spawnSync } from 'node:child_process'
import { chownSync } from 'node:fs'
import { join } from 'node:path'
import { checkout } from './server-process.ts'

/** The user `nobody` on every Linux. */
const named = 65_534
/** A user id without a name, as in many containers. */
export const nameless = 12_345

/** The command that starts a program as a user who is not root; null if this machine has none. */
export function asOrdinaryUser(userId = named): { wrapper: string[] } | null {
  if (process.getuid?.() !== 0) return { wrapper: [] }
  const ways = [
    ['setpriv', `--reuid=${userId}`, `--regid=${userId}`, '--clear-groups'],
    // For a checkout that only root can read: in a user namespace the process is another user, but still reads as root.
    ['unshare', '-U', '--map-user=1000', '--map-group=1000'],
  ]
  const wrapper = ways.find(([program = '', ...args]) => {
    const { status } = spawnSync(program, [
      ...args,
      process.execPath,
      '--check',
      join(checkout, 'apps/api/src/main.ts'),
    ])
    return status === 0
  })
  return wrapper ? { wrapper } : null
}

/** Makes that user the owner of a directory. In a user namespace the user owns it already. */
export function giveTo({ wrapper }: { wrapper: string[] }, dir: string): void {
  const userId = Number(/^--reuid=(\d+)$/.exec(wrapper[1] ?? '')?.[1])
  if (userId) chownSync(dir, userId, userId)
}
