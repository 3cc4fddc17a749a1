import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findRunningPostgres } from '@cruddur/embedded-postgres/running'
import { StartupError } from '@cruddur/storage/startup-error'
import type { FastifyBaseLogger } from 'fastify'
import { openDatabase } from '../adapters.ts'
import type { Config } from '../config/config.ts'

/**
 * The URL of a database that is there, for commands that read it: that of a running server, if there is one. Makes none, because
 * an empty database in a mistyped DATA_DIR would look like success.
 *
 * @throws StartupError if there is none
 */
export async function openExistingDatabase(
  config: Config,
  log: FastifyBaseLogger,
  opened: AsyncDisposableStack,
): Promise<string> {
  if (config.database.kind === 'embedded') {
    const running = findRunningPostgres(config.dataDir, 'Cruddur')
    if (running) return running
    if (!existsSync(join(config.dataDir, 'postgres'))) {
      throw new StartupError('DATA_DIR', `there is no database in ${config.dataDir}: is that the server's directory?`)
    }
  }
  return openDatabase(config, log, opened)
}
