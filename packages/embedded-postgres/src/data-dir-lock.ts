import { createRequire } from 'node:module'
import { diskFull } from './disk-full.ts'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'

const sqliteBusy = 5
const sqliteFull = 13

// Garbage collection would close a database and drop its lock.
const openDatabases = new Set<object>()

/**
 * Takes an exclusive lock on a file, and makes the file if it is missing. Returns a function that releases the lock, or
 * null if another process has it.
 *
 * Node has no call for file locks, but the SQLite inside it has: an open exclusive transaction is a lock of the operating
 * system. It is taken atomically, and the kernel drops it when the process dies. A child process does not inherit it, so a
 * PostgreSQL that outlives its owner does not have it either.
 *
 * @throws EmbeddedPostgresError if the file cannot be locked
 */
export function lockFile(path: string): (() => void) | null {
  const { DatabaseSync } = createRequire(import.meta.url)('node:sqlite') as typeof import('node:sqlite')
  try {
    const database = new DatabaseSync(path, { timeout: 0 })
    try {
      database.exec('pragma journal_mode = off; begin exclusive')
    } catch (error) {
      database.close()
      throw error
    }
    openDatabases.add(database)
    return () => {
      if (openDatabases.delete(database)) database.close()
    }
  } catch (error) {
    const { errcode, message } = error as Error & { errcode?: number }
    if (errcode === sqliteBusy) return null
    if (errcode === sqliteFull) throw diskFull(path, error)
    throw new EmbeddedPostgresError('directory', `${path} cannot be locked: ${message}`, { cause: error })
  }
}
