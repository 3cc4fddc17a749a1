import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { processesOf } from './leftover.ts'
import { socketUrl } from './socket.ts'

/**
 * The address of the embedded PostgreSQL that another process runs in a data directory, or null if none runs there. Only the
 * user who owns it can connect.
 *
 * @param program its name, as given to `startEmbeddedPostgres`
 */
export function findRunningPostgres(dataDir: string, program: string): string | null {
  const cluster = resolve(dataDir, 'postgres')
  const socketDir = readSocketDir(cluster)
  const name = program.toLowerCase()
  return socketDir && processesOf(cluster).length > 0 ? socketUrl(socketDir, name, name) : null
}

function readSocketDir(cluster: string): string | undefined {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[4]?.trim()
  } catch {
    return undefined
  }
}
