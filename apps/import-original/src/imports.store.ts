import { locks } from '@cruddur/storage/locks'
import { readMigrations } from '@cruddur/storage/migrate'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

/** Whether the database has every migration of this version. */
export async function selectIsMigrated(db: Db): Promise<boolean> {
  const { rows: tables } = await sql<{ exists: boolean }>`
    select to_regclass('public.schema_migrations') is not null as exists`.execute(db)
  if (!tables[0]?.exists) return false
  const { rows } = await sql<{ sha256: string }>`select sha256 from schema_migrations`.execute(db)
  const applied = new Set(rows.map(({ sha256 }) => sha256))
  return (await readMigrations()).every(({ sha256 }) => applied.has(sha256))
}

/** Takes the lock of the import for a connection. False if another import is running. */
export async function lockImport(connection: Db): Promise<boolean> {
  const { rows } = await sql<{
    locked: boolean
  }>`select pg_try_advisory_lock(${locks.importOriginal}) as locked`.execute(connection)
  return rows[0]?.locked ?? false
}

export async function unlockImport(connection: Db): Promise<void> {
  await sql`select pg_advisory_unlock(${locks.importOriginal})`.execute(connection)
}

/** When the import was run first, if that was more than 30 days ago. It can then not be run any more. */
export async function selectOverSince(db: Db): Promise<string | null> {
  const { rows } = await sql<{ since: string | null }>`
    select min(started_at) as since from original_imports having min(started_at) < now() - interval '30 days'`.execute(
    db,
  )
  return rows[0]?.since ?? null
}

/** Remembers when the import was run first. */
export async function insertStart(db: Db): Promise<void> {
  await sql`insert into original_imports select now() where not exists (select from original_imports)`.execute(db)
}

/** Lets a transaction wait for the source as long as it takes. */
export async function setPatience(transaction: Db): Promise<void> {
  await sql`set local idle_in_transaction_session_timeout = 0`.execute(transaction)
}
