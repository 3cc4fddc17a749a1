import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { makeCluster } from './cluster.ts'
import { takeDataDir } from './data-dir.ts'
import { makeDatabase } from './database.ts'
import { diskFull, hasNoRoom } from './disk-full.ts'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import { stopLeftovers } from './leftover.ts'
import type { Log } from './log.ts'
import { startPostmaster } from './postmaster.ts'
import { makeSocketDir } from './socket.ts'
import { type Supervised, supervise } from './supervisor.ts'

export type EmbeddedPostgres = {
  /** Stays valid when PostgreSQL is restarted after a crash. */
  connectionUrl: string
  /** Process id of PostgreSQL. It changes with a restart. */
  pid(): number
  /** Stops PostgreSQL (usually within 0.1 s, at most 12 s) and releases the data directory. Idempotent. */
  stop(): Promise<void>
}

export type EmbeddedPostgresOptions = {
  /** Made if it is missing. One process at a time can use it. */
  dataDir: string
  /** Name of the program, for error messages; in lower case it is the name of the database and of its role. */
  program: string
  log: Log
  /** False: faster, but a crash may lose everything, and the role may make databases. For tests only. */
  durable?: boolean
}

/**
 * Takes the data directory for this process alone, starts the PostgreSQL from npm in it, and starts it again whenever it
 * ends by itself. If a killed owner has left a PostgreSQL running there, it is stopped first. PostgreSQL then recovers every
 * acknowledged write from its own log.
 *
 * @throws EmbeddedPostgresError if the directory is in use or unusable, or PostgreSQL does not start
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { durable = true, log, program } = options
  const dataDir = takeDataDir(options.dataDir, program)
  const logFile = join(dataDir.path, 'postgres.log')
  let socketDir: string | undefined
  let supervised: Supervised | undefined

  async function stop(): Promise<void> {
    await supervised?.stop()
    process.off('exit', endWithProcess)
    if (socketDir) rmSync(socketDir, { recursive: true, force: true })
    dataDir.release()
  }

  // For a process that exits without `stop`: an exit handler cannot wait, but it can send a signal.
  function endWithProcess(): void {
    supervised?.interrupt()
    if (socketDir) rmSync(socketDir, { recursive: true, force: true })
  }

  try {
    const clusterDir = await makeCluster(dataDir.path, durable)
    socketDir = makeSocketDir()
    const settings = { socketDir, durable }
    const start = async () => {
      await stopLeftovers(clusterDir, settings.socketDir)
      return startPostmaster(clusterDir, logFile, settings)
    }
    supervised = await supervise(start, log, logFile)
    process.on('exit', endWithProcess)
    const connectionUrl = await makeDatabase(socketDir, { name: program.toLowerCase(), forTests: !durable })
    return { connectionUrl, pid: supervised.pid, stop }
  } catch (error) {
    await stop()
    if (error instanceof EmbeddedPostgresError) throw error
    if (hasNoRoom(dataDir.path)) throw diskFull(dataDir.path, error)
    throw new EmbeddedPostgresError('directory', `${(error as Error).message}; its log is ${logFile}`, { cause: error })
  }
}
