import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'

export type Program = 'initdb' | 'postgres'
export type Command = { file: string; args: string[] }

/** The whole environment of PostgreSQL's programs: no setting, secret or PG variable of ours reaches them. */
export const programEnvironment = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
}

/**
 * How to run a program of the PostgreSQL that came from npm.
 *
 * PostgreSQL refuses to run as root, and as a user without a name, which containers may have. It then runs in a user
 * namespace: the program sees an ordinary user, and the kernel still sees the owner of the files. Switching to an ordinary
 * user instead would fail if that user cannot reach the data directory, as below root's own home.
 *
 * @throws EmbeddedPostgresError if npm has no PostgreSQL for this machine, or the machine allows no namespace
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
  const problem = `${who} cannot run the embedded PostgreSQL here (${reason}): start as an ordinary user`
  throw new EmbeddedPostgresError('machine', problem)
}

function hasName(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

/** An ordinary user of this machine: PostgreSQL asks for the name of the user that it sees. */
function findNamedUser(): number {
  const users = readFileSync('/etc/passwd', 'utf8').split('\n')
  return users.map((line) => Number(line.split(':')[2])).find((uid) => uid > 0) ?? 65_534
}

async function locate(): Promise<Record<Program, string>> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return await import(name)
  } catch (error) {
    const problem = `${name} is not installed: install the optional dependencies`
    throw new EmbeddedPostgresError('machine', problem, { cause: error })
  }
}
