import { createRequire } from 'node:module'
import { StartupError } from '@cruddur/storage/startup-error'

const sqliteBusy = 5

// A database that is collected as garbage is closed, and its lock with it.
const held = new Set<object>()

/**
 * Takes an exclusive lock on a file, made where it is missing; null when another process holds it.
 *
 * Node has no call for file locks, but the SQLite inside it does: an open exclusive transaction is a lock of the
 * operating system, taken atomically and dropped by the kernel when the process dies. A child process does not
 * inherit it, so an orphaned PostgreSQL does not hold it either.
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
    held.add(database)
    return () => {
      if (held.delete(database)) database.close()
    }
  } catch (error) {
    if ((error as { errcode?: number }).errcode === sqliteBusy) return null
    throw new StartupError('DATA_DIR', `${path} cannot be locked: ${(error as Error).message}`, { cause: error })
  }
}
