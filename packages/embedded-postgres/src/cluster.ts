import { execFile } from 'node:child_process'
import { readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { diskFull, isDiskFull } from './disk-full.ts'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import { commandFor, programEnvironment } from './programs.ts'

const majorVersion = '18'

/**
 * Makes PostgreSQL's files in `<dataDir>/postgres` if they are missing. Returns that directory.
 *
 * @throws EmbeddedPostgresError if they belong to another user or to another version
 */
export async function makeCluster(dataDir: string, durable: boolean): Promise<string> {
  const clusterDir = join(dataDir, 'postgres')
  const owner = statSync(clusterDir, { throwIfNoEntry: false })?.uid
  if (owner === undefined) {
    await initialise(clusterDir, durable)
  } else if (process.getuid && owner !== process.getuid()) {
    throw new EmbeddedPostgresError('directory', `${clusterDir} belongs to user ${owner}: start as that user`)
  }
  const version = readFileSync(join(clusterDir, 'PG_VERSION'), 'utf8').trim()
  if (version !== majorVersion) {
    const problem = `${clusterDir} was made by PostgreSQL ${version}, this is ${majorVersion}`
    throw new EmbeddedPostgresError('directory', problem)
  }
  return clusterDir
}

async function initialise(clusterDir: string, durable: boolean): Promise<void> {
  const { file, args } = await commandFor('initdb')
  // Renamed when complete: the next start does not mistake the files of a killed one for a cluster.
  const unfinished = `${clusterDir}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  const options = [
    `--pgdata=${unfinished}`,
    '--username=postgres',
    // No password: only this user may enter the directory of the socket, and there is no other way to connect.
    '--auth=trust',
    '--encoding=UTF8',
    // Sorts alike on every machine, whatever locales it has.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(durable ? [] : ['--no-sync']),
  ]
  try {
    await promisify(execFile)(file, [...args, ...options], { env: programEnvironment })
  } catch (error) {
    const output = String((error as { stderr?: string }).stderr ?? error).trim()
    if (isDiskFull(output)) throw diskFull(clusterDir, error)
    const reason = output.split('\n').find((line) => line.includes('error:')) ?? output.split('\n').at(-1)
    const problem = `PostgreSQL's files cannot be made in ${clusterDir}: ${reason}`
    throw new EmbeddedPostgresError('directory', problem, { cause: error })
  }
  renameSync(unfinished, clusterDir)
}
