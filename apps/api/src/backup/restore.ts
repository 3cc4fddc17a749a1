import { migrate, readMigrations } from '@cruddur/storage/migrate'
import type { Db } from '@cruddur/storage/postgres'
import { StartupError } from '@cruddur/storage/startup-error'
import { sql } from 'kysely'
import { type Header, type Line, readBackupFile } from './backup-file.ts'
import {
  deleteRows,
  dropEverything,
  insertRows,
  restoreOrder,
  selectIsUnused,
  selectServers,
  selectTables,
  suspendOrder,
  type Table,
} from './backup-rows.store.ts'

const rowsPerInsert = 500

export type RestoreOptions = {
  /** Whether existing data may be deleted. */
  replace: boolean
  /** Erases what expired since the backup was made, before anybody can see the rows. */
  eraseExpired: (db: Db) => Promise<void>
}

/**
 * Restores a backup to a database that no server uses, then applies newer migrations. The file is read to its end first, so a
 * damaged file changes nothing.
 *
 * @returns how many rows were written
 * @throws StartupError if the database is in use, or holds accounts and `replace` is not given, or the file cannot be used
 */
export async function restore(db: Db, path: string, { replace, eraseExpired }: RestoreOptions): Promise<number> {
  const header = await checkFile(path)
  const migrations = await migrationsOf(path, header)
  if ((await selectServers(db)) > 0) throw new StartupError('CONNECTION_URL', 'a server runs on this database: stop it')
  if (!replace && !(await selectIsUnused(db))) {
    throw new StartupError('--replace', 'is missing: the database has accounts, and all of them would be lost')
  }
  await dropEverything(db)
  await migrate(db, migrations)
  const rows = await db.transaction().execute(async (transaction) => {
    await suspendOrder(transaction)
    const written = await writeRows(transaction, path)
    await restoreOrder(transaction)
    await eraseExpired(transaction)
    return written
  })
  await migrate(db)
  return rows
}

async function checkFile(path: string): Promise<Header> {
  let header: Header | undefined
  for await (const line of readBackupFile(path)) if ('cruddur_backup' in line) header = line
  return header as Header
}

/** The migrations that had made the tables of the backup. */
async function migrationsOf(path: string, { migrations }: Header) {
  const known = await readMigrations()
  return migrations.map(({ name, sha256 }) => {
    const found = known.find((migration) => migration.name === name && migration.sha256 === sha256)
    if (found) return found
    throw new StartupError(path, `was made by another version of Cruddur, which had ${name}: restore it with that one`)
  })
}

async function writeRows(transaction: Db, path: string): Promise<number> {
  const tables = new Map((await selectTables(transaction)).map((table) => [`${table.schema}.${table.name}`, table]))
  await deleteRows(transaction, tables.values())
  let table: Table | undefined
  let batch: string[] = []
  let written = 0
  async function flush(): Promise<void> {
    if (table && batch.length > 0) await insertRows(transaction, table, batch)
    written += batch.length
    batch = []
  }
  async function take(line: Line): Promise<void> {
    if ('table' in line) {
      await flush()
      table = tables.get(line.table)
      if (!table) throw new StartupError(path, `holds a table ${line.table} that its migrations do not make`)
    } else if ('row' in line) {
      batch.push(line.row)
      if (batch.length === rowsPerInsert) await flush()
    }
  }
  await sql`set local idle_in_transaction_session_timeout = 0`.execute(transaction)
  for await (const line of readBackupFile(path)) await take(line)
  await flush()
  return written
}
