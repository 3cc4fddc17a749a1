import type { Db } from '@cruddur/storage/postgres'
import { StartupError } from '@cruddur/storage/startup-error'
import { sql } from 'kysely'
import { selectHasPlainColumns } from '../keys/plain-rows.store.ts'
import { type Line, writeBackupFile } from './backup-file.ts'
import { closeRows, fetchRows, openRows, selectMigrations, selectTables } from './backup-rows.store.ts'

export type Backup = { rows: number }

const rowsPerFetch = 500

/**
 * Writes all living data to a file, from one snapshot.
 *
 * What is sealed stays so: the file holds no keys, and says nothing once they are destroyed.
 *
 * @param eraseExpired erases expired rows; called before the snapshot, so that the backup holds none
 * @throws StartupError while rows of before words were sealed are not sealed yet
 */
export async function backUp(db: Db, path: string, eraseExpired: (db: Db) => Promise<void>): Promise<Backup> {
  const counted = { rows: 0 }
  await eraseExpired(db)
  if (await selectHasPlainColumns(db)) {
    const words =
      'still holds words that are not sealed: let a server run on it until its log says that all are, and try again'
    throw new StartupError('database', words)
  }
  await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (transaction) => {
      await sql`set local idle_in_transaction_session_timeout = 0`.execute(transaction)
      await writeBackupFile(path, linesOf(transaction, counted))
    })
  return counted
}

async function* linesOf(transaction: Db, counted: Backup): AsyncGenerator<Line> {
  const migrations = await selectMigrations(transaction)
  yield { cruddur_backup: 1, made_at: new Date().toISOString(), migrations }
  for (const table of await selectTables(transaction)) {
    yield { table: `${table.schema}.${table.name}` }
    await openRows(transaction, table)
    for (;;) {
      const rows = await fetchRows(transaction, rowsPerFetch)
      if (rows.length === 0) break
      for (const row of rows) yield { row }
      counted.rows += rows.length
    }
    await closeRows(transaction)
  }
  yield { end: true, rows: counted.rows }
}
