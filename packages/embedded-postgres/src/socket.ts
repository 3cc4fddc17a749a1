import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

const prefix = 'cruddur-pg-'
// The kernel limits the path of a socket to 104 bytes (macOS) or 108 (Linux), `/.s.PGSQL.5432.lock` included.
const maxParentBytes = 60

export const socketPort = '5432'

/**
 * Makes a new directory, open to this user only, with a path short enough for a socket. The data directory may be deep in
 * the file system, so the socket cannot be in it.
 */
export function makeSocketDir(): string {
  const parent = tmpdir()
  return mkdtempSync(join(Buffer.byteLength(parent) <= maxParentBytes ? parent : '/tmp', prefix))
}

/** Whether `makeSocketDir` made this directory, so that it is safe to remove. */
export function isSocketDir(path: string): boolean {
  return basename(path).startsWith(prefix)
}

/**
 * The address of a database in the server that listens in a directory. It states everything that a client would otherwise
 * take from PGPORT, PGSSLMODE, PGOPTIONS and the like: those are meant for other databases.
 */
export function socketUrl(socketDir: string, user: string, database: string): string {
  const parameters = {
    // In place of the host's name.
    host: socketDir,
    sslmode: 'disable',
    sslnegotiation: 'postgres',
    client_encoding: 'UTF8',
    // Only a value that is not empty replaces PGOPTIONS. This one is the server's default.
    options: '-c timezone=UTC',
  }
  const query = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `postgresql://${encodeURIComponent(user)}@localhost:${socketPort}/${database}?${query.join('&')}`
}
