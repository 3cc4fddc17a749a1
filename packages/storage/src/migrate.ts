import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { locks } from './locks.ts'
import type { Db } from './postgres.ts'

const folder = new URL('../migrations/', import.meta.url)

export type Migration = { name: string; text: string; sha256: string }

/** The migrations in the order in which they apply: that of their names. */
export async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, folder), 'utf8')
      return { name, text, sha256: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

/**
 * Brings the database up to date, forward only. Servers that start together queue up at a lock, and the later ones find
 * the work done.
 *
 * @param migrations all of them by default; fewer only in tests of a migration
 * @throws Error if a migration was edited after it was applied: write a new one instead
 */
export async function migrate(db: Db, migrations?: Migration[]): Promise<void> {
  const wanted = migrations ?? (await readMigrations())
  await db.connection().execute(async (connection) => {
    await sql`set lock_timeout = '60s'; set statement_timeout = '300s'`.execute(connection)
    await sql`select pg_advisory_lock(${locks.migrate})`.execute(connection)
    try {
      await sql`create table if not exists schema_migrations (
        name text primary key, sha256 text not null, applied_at timestamptz(3) not null default now())`.execute(
        connection,
      )
      const { rows } = await sql<{ name: string; sha256: string }>`select name, sha256 from schema_migrations`.execute(
        connection,
      )
      const applied = new Map(rows.map((row) => [row.name, row.sha256]))
      for (const migration of wanted) await apply(connection, migration, applied.get(migration.name))
    } finally {
      await sql`select pg_advisory_unlock(${locks.migrate})`.execute(connection)
      await sql`reset lock_timeout; reset statement_timeout`.execute(connection)
    }
  })
}

async function apply(connection: Db, migration: Migration, appliedAs: string | undefined): Promise<void> {
  if (appliedAs === migration.sha256) return
  if (appliedAs) throw new Error(`migration ${migration.name} was edited after it was applied: write a new one instead`)
  await connection.transaction().execute(async (transaction) => {
    await sql.raw(migration.text).execute(transaction)
    await sql`insert into schema_migrations (name, sha256) values (${migration.name}, ${migration.sha256})`.execute(
      transaction,
    )
  })
}
