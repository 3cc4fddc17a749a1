import { execFile } from 'node:child_process'
import { readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { StartupError } from '@cruddur/storage/startup-error'
import { commandFor, programEnvironment } from './programs.ts'

const majorVersion = '18'

/**
 * Makes PostgreSQL's files in `<dataDir>/postgres` where they are missing, and returns that directory.
 * Throws StartupError(DATA_DIR) when they are another user's or another version's.
 */
export async function makeCluster(dataDir: string, durable: boolean): Promise<string> {
  const clusterDir = join(dataDir, 'postgres')
  const owner = statSync(clusterDir, { throwIfNoEntry: false })?.uid
  if (owner === undefined) {
    await initialise(clusterDir, durable)
  } else if (process.getuid && owner !== process.getuid()) {
    throw new StartupError('DATA_DIR', `${clusterDir} belongs to user ${owner}: start Cruddur as that user`)
  }
  const version = readFileSync(join(clusterDir, 'PG_VERSION'), 'utf8').trim()
  if (version !== majorVersion) {
    throw new StartupError('DATA_DIR', `${clusterDir} was made by PostgreSQL ${version}, this is ${majorVersion}`)
  }
  return clusterDir
}

async function initialise(clusterDir: string, durable: boolean): Promise<void> {
  const { file, args } = await commandFor('initdb')
  // Renamed when complete: a start that is killed half-way leaves nothing that the next could take for a cluster.
  const unfinished = `${clusterDir}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  const options = [
    `--pgdata=${unfinished}`,
    '--username=postgres',
    // No password: the socket's directory lets only this user in, and there is no other way to connect.
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
    const words = String((error as { stderr?: string }).stderr ?? error).trim()
    const problem = words.split('\n').find((line) => line.includes('error:')) ?? words.split('\n').at(-1)
    throw new StartupError('DATA_DIR', `PostgreSQL's files cannot be made in ${clusterDir}: ${problem}`, {
      cause: error,
    })
  }
  renameSync(unfinished, clusterDir)
}
