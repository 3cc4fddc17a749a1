import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

const prefix = 'cruddur-pg-'
// The kernel limits a socket's path to 104 bytes (macOS) or 108 (Linux), `/.s.PGSQL.5432.lock` included.
const longestParent = 60

/**
 * A new directory, open to this user only, with a path short enough for a socket: a data directory may lie
 * arbitrarily deep, so the socket cannot live there.
 */
export function makeSocketDir(): string {
  const parent = tmpdir()
  return mkdtempSync(join(Buffer.byteLength(parent) <= longestParent ? parent : '/tmp', prefix))
}

/** Whether a directory named by a leftover file is one of ours, so that removing it is safe. */
export function isSocketDir(path: string): boolean {
  return basename(path).startsWith(prefix)
}

/** The address of a database in the server that listens there. The directory stands in for the host's name. */
export function socketUrl(socketDir: string, user: string, database: string): string {
  return `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(socketDir)}`
}
