import { spawnSync } from 'node:child_process'
import { chownSync } from 'node:fs'
import { join } from 'node:path'
import { checkout } from './server-process.ts'

/** `nobody` on every Linux. */
const named = 65_534
/** Nobody at all: containers often run as such a number. */
export const nameless = 12_345

/** How to start a server as somebody who is not root; null where there is no way. */
export function asOrdinaryUser(userId = named): { wrapper: string[] } | null {
  if (process.getuid?.() !== 0) return { wrapper: [] }
  const ways = [
    ['setpriv', `--reuid=${userId}`, `--regid=${userId}`, '--clear-groups'],
    // A checkout that only root can reach: in a user namespace the process is somebody else, and its files still root's.
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

/** Gives a directory to that user, who in a user namespace owns it already. */
export function giveTo({ wrapper }: { wrapper: string[] }, dir: string): void {
  const userId = Number(/^--reuid=(\d+)$/.exec(wrapper[1] ?? '')?.[1])
  if (userId) chownSync(dir, userId, userId)
}
