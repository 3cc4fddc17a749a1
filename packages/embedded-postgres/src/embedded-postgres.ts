import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { StartupError } from '@cruddur/storage/startup-error'
import { makeCluster } from './cluster.ts'
import { takeDataDir } from './data-dir.ts'
import { makeDatabase } from './database.ts'
import { stopLeftovers } from './leftover.ts'
import { startPostmaster } from './postmaster.ts'
import { makeSocketDir } from './socket.ts'
import { type Supervised, supervise } from './supervisor.ts'

/** A pino logger is one. */
export type Log = { info(message: string): void; warn(message: string): void; error(message: string): void }

export type EmbeddedPostgres = {
  /** Stays valid while PostgreSQL is restarted after a crash. */
  connectionUrl: string
  /** The running postmaster: another one after a restart. */
  pid(): number
  /** Stops PostgreSQL (usually in 0.1 s, 12 s at most) and releases the data directory. Idempotent. */
  stop(): Promise<void>
}

/**
 * Takes the data directory for this process alone, starts the PostgreSQL that came from npm in it, and starts it
 * again whenever it dies. What a killed predecessor left running is stopped first; PostgreSQL then recovers every
 * acknowledged write from its own log.
 *
 * Throws StartupError when the directory is held or unusable, or PostgreSQL does not start.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string
  /** false: faster, a crash may lose everything, and the role may create databases. For tests only. */
  durable?: boolean
  log: Log
}): Promise<EmbeddedPostgres> {
  const { durable = true, log } = options
  const dataDir = takeDataDir(options.dataDir)
  const logFile = join(dataDir.path, 'postgres.log')
  let socketDir: string | undefined
  let supervised: Supervised | undefined

  async function stop(): Promise<void> {
    await supervised?.stop()
    process.off('exit', endWithProcess)
    if (socketDir) rmSync(socketDir, { recursive: true, force: true })
    dataDir.release()
  }

  // The last resort of a server that ends without `stop`: an exit handler cannot wait, but it can ask.
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
    const connectionUrl = await makeDatabase(socketDir, { forTests: !durable })
    return { connectionUrl, pid: supervised.pid, stop }
  } catch (error) {
    await stop()
    if (error instanceof StartupError) throw error
    throw new StartupError('DATA_DIR', `${(error as Error).message}; its log is ${logFile}`, { cause: error })
  }
}
