import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { locks } from './locks.ts'
import { migrate, readMigrations } from './migrate.ts'
import { connect, type Db } from './postgres.ts'

export type TestDatabase = { db: Db; connectionUrl: string; drop(): Promise<void> }

/**
 * A fresh, migrated database on a running PostgreSQL: a clone of a template that the first caller makes.
 *
 * @param serverUrl where that PostgreSQL is; its own database is only used to give orders
 */
export async function createTestDatabase(serverUrl: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`
  const admin = connect(serverUrl, { max: 1 })
  try {
    await admin.connection().execute(async (connection) => {
      await sql`set lock_timeout = '60s'; set statement_timeout = '60s'`.execute(connection)
      await sql`select pg_advisory_lock(${locks.testDatabase})`.execute(connection)
      await sql.raw(`create database ${name} template ${await template(connection, serverUrl)}`).execute(connection)
      await sql`select pg_advisory_unlock(${locks.testDatabase})`.execute(connection)
    })
  } finally {
    await admin.destroy()
  }
  const connectionUrl = urlOf(serverUrl, name)
  const db = connect(connectionUrl)
  return { db, connectionUrl, drop: () => drop(db, serverUrl, name) }
}

async function template(connection: Db, serverUrl: string): Promise<string> {
  const sums = (await readMigrations()).map((migration) => migration.sha256)
  const name = `template_${createHash('sha256').update(sums.join()).digest('hex').slice(0, 16)}`
  const { rows } = await sql`select from pg_database where datname = ${name}`.execute(connection)
  if (rows.length > 0) return name
  const unfinished = `${name}_unfinished`
  await sql.raw(`drop database if exists ${unfinished}`).execute(connection)
  await sql.raw(`create database ${unfinished}`).execute(connection)
  const db = connect(urlOf(serverUrl, unfinished), { max: 2 })
  await migrate(db).finally(() => db.destroy())
  await sql.raw(`alter database ${unfinished} rename to ${name}`).execute(connection)
  return name
}

async function drop(db: Db, serverUrl: string, name: string): Promise<void> {
  await db.destroy()
  const admin = connect(serverUrl, { max: 1 })
  await sql.raw(`drop database if exists ${name} with (force)`).execute(admin)
  await admin.destroy()
}

/** The same server, another database. */
function urlOf(serverUrl: string, database: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.href
}
