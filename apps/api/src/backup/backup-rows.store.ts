import type { Db } from '@cruddur/storage/postgres'
import { type RawBuilder, sql } from 'kysely'

export type Table = { schema: string; name: string; columns: string[] }

/** Stream positions are valid only in the database that wrote them, and for ten minutes. */
const leftOut = ['public.schema_migrations', 'public.stream_events']

/** Every table of ours with the columns that can be written. */
export async function selectTables(db: Db): Promise<Table[]> {
  const { rows } = await sql<Table>`
    select n.nspname as schema, c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind = 'r' and n.nspname in ('public', 'auth') and n.nspname || '.' || c.relname <> all (${leftOut}::text[])
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    group by 1, 2 order by 1, 2`.execute(db)
  return rows
}

/** The migrations that made the tables, in order. */
export async function selectMigrations(db: Db): Promise<{ name: string; sha256: string }[]> {
  const { rows } = await sql<{ name: string; sha256: string }>`
    select name, sha256 from schema_migrations order by name`.execute(db)
  return rows
}

const nameOf = ({ schema, name }: Table): RawBuilder<unknown> => sql.id(schema, name)

/** Opens a cursor on all rows of a table, in the snapshot of the transaction. Each row is one line of JSON. */
export async function openRows(transaction: Db, table: Table): Promise<void> {
  await sql`declare backup_rows no scroll cursor for select to_jsonb(t)::text as line from ${nameOf(table)} t`.execute(
    transaction,
  )
}

/** The next lines, at most `count`; none when all were read. */
export async function fetchRows(transaction: Db, count: number): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`fetch ${sql.lit(count)} from backup_rows`.execute(transaction)
  return rows.map(({ line }) => line)
}

export async function closeRows(transaction: Db): Promise<void> {
  await sql`close backup_rows`.execute(transaction)
}

/** Empties tables that hold what their migration wrote, such as the mark of the clock: the backup has its own. */
export async function deleteRows(transaction: Db, tables: Iterable<Table>): Promise<void> {
  for (const table of tables) await sql`delete from ${nameOf(table)}`.execute(transaction)
}

/** Writes rows as they were when they were read. */
export async function insertRows(transaction: Db, table: Table, lines: string[]): Promise<void> {
  const columns = sql.join(table.columns.map((column) => sql.id(column)))
  await sql`
    insert into ${nameOf(table)} (${columns}) overriding system value
    select ${columns} from jsonb_populate_recordset(null::${nameOf(table)}, ${`[${lines.join(',')}]`}::jsonb)`.execute(
    transaction,
  )
}

/**
 * Lets rows be written in any order: our triggers do not run, and references are checked at the end. Call `restoreOrder` in the
 * same transaction.
 */
export async function suspendOrder(transaction: Db): Promise<void> {
  await setOrder(transaction, 'disable', 'deferrable initially deferred')
}

export async function restoreOrder(transaction: Db): Promise<void> {
  await sql`set constraints all immediate`.execute(transaction)
  await setOrder(transaction, 'enable', 'not deferrable')
}

async function setOrder(transaction: Db, triggers: 'enable' | 'disable', references: string): Promise<void> {
  await sql`do ${sql.lit(`declare each record; begin
    for each in select c.oid::regclass as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname in ('public', 'auth')
    loop execute format('alter table %s ${triggers} trigger user', each.name); end loop;
    for each in select conrelid::regclass as name, conname from pg_constraint join pg_namespace n on n.oid = connamespace
      where contype = 'f' and n.nspname in ('public', 'auth')
    loop execute format('alter table %s alter constraint %I ${references}', each.name, each.conname); end loop;
  end`)}`.execute(transaction)
}

/** Whether nobody has ever signed up here. */
export async function selectIsUnused(db: Db): Promise<boolean> {
  for (const name of [sql.id('public', 'users'), sql.id('auth', 'user')]) {
    const { rows } = await sql`select 1 from ${name} limit 1`.execute(db).catch(nothingWhereNoTable)
    if (rows.length > 0) return false
  }
  return true
}

function nothingWhereNoTable(error: unknown): { rows: unknown[] } {
  if ((error as { code?: string }).code === '42P01') return { rows: [] }
  throw error
}

/** Sessions of servers on this database, this one not counted. */
export async function selectServers(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from pg_stat_activity
    where datname = current_database() and application_name = 'cruddur-listener'`.execute(db)
  return rows[0]?.count ?? 0
}

/** Removes everything of ours, the record of migrations included. */
export async function dropEverything(db: Db): Promise<void> {
  await sql`drop schema if exists auth cascade; drop schema public cascade; create schema public`.execute(db)
}
