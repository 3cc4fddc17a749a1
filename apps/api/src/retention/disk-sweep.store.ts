import { locks } from '@cruddur/storage/locks'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

/** A table that can hold words, with how often its rows lost some, by deletion or update, since statistics began. */
export type WordTable = { name: string; bytes: number; changes: number }

/**
 * The tables that can hold words: those with a column that keeps no statistics (migration 015), and pg_statistic itself,
 * which held words before that migration.
 */
export async function selectWordTables(db: Db): Promise<WordTable[]> {
  const { rows } = await sql<WordTable>`
    select format('%I.%I', n.nspname, c.relname) as name, pg_total_relation_size(c.oid) as bytes,
      -- The words of cruds and messages never change: likes and read marks are no reason for a sweep.
      pg_stat_get_tuples_deleted(c.oid)
        + case when c.relname in ('activities', 'messages') then 0 else pg_stat_get_tuples_updated(c.oid) end as changes
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('public', 'auth') and exists (
      select from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and a.attstattarget = 0
    )
    union all
    -- Its count is left out: it changes with every ANALYZE, and no longer by words.
    select 'pg_catalog.pg_statistic', pg_total_relation_size('pg_catalog.pg_statistic'::regclass), 0
    order by name`.execute(db)
  return rows
}

/** The indexes of a table that can hold its words. GIN and B-tree pages keep deleted keys until they are built anew. */
export async function selectWordIndexes(db: Db, table: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct format('%I.%I', n.nspname, c.relname) as name
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
    left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey::smallint[])
    where i.indrelid = ${table}::regclass and i.indisvalid and (a.attstattarget = 0 or i.indexprs is not null)
    order by name`.execute(db)
  return rows.map(({ name }) => name)
}

/** Writes a table and its indexes to new files and removes the old ones. Readers and writers wait meanwhile. */
export async function rewriteTable(db: Db, table: string): Promise<void> {
  await sql`vacuum (full, analyze false) ${sql.raw(table)}`.execute(db)
}

/** Frees the space of deleted rows for new ones. Nobody waits; the old bytes stay until something is written over them. */
export async function vacuumTable(db: Db, table: string): Promise<void> {
  await sql`vacuum (analyze false) ${sql.raw(table)}`.execute(db)
}

/** Builds an index anew beside the old one. Readers and writers go on. */
export async function rebuildIndex(db: Db, index: string): Promise<void> {
  await sql`reindex index concurrently ${sql.raw(index)}`.execute(db)
}

/** What a rebuild that was cut off left behind. PostgreSQL ignores such an index and never removes it. */
export async function selectBrokenIndexes(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I', n.nspname, c.relname) as name
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
    where not i.indisvalid and n.nspname in ('public', 'auth') and c.relname ~ '_ccnew\d*$'`.execute(db)
  return rows.map(({ name }) => name)
}

export async function dropIndex(db: Db, index: string): Promise<void> {
  await sql`drop index if exists ${sql.raw(index)}`.execute(db)
}

/**
 * Starts a new file of the write-ahead log and lets PostgreSQL remove the older ones. Needs rights that the role of the
 * embedded database has; elsewhere the log ends by the operator's own settings.
 *
 * @returns whether this role may do it
 */
export async function removeOldLog(db: Db): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select has_function_privilege('pg_switch_wal()', 'execute') and pg_has_role('pg_checkpoint', 'usage') as may`.execute(
    db,
  )
  if (!rows[0]?.may) return false
  await sql`select pg_switch_wal()`.execute(db)
  await sql`checkpoint`.execute(db)
  return true
}

/** Takes the lock of the sweep, for as long as this connection lasts or `unlockSweep`. False when somebody has it. */
export async function tryLockSweep(db: Db): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`select pg_try_advisory_lock(${locks.diskSweep}) as taken`.execute(db)
  return rows[0]?.taken ?? false
}

export async function unlockSweep(db: Db): Promise<void> {
  await sql`select pg_advisory_unlock(${locks.diskSweep})`.execute(db)
}

/** The process that serves this connection, to be cancelled from another one. */
export async function selectBackend(db: Db): Promise<number> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)
  return rows[0]?.pid as number
}

/** Ends the statement that is running there, with an error. */
export async function cancelBackend(db: Db, pid: number): Promise<void> {
  await sql`select pg_cancel_backend(${pid})`.execute(db)
}

/** Limits for the statements of a sweep, in place of those of requests. `resetLimits` takes them back. */
export async function setLimits(db: Db, limits: { lockMs: number; statementMs: number }): Promise<void> {
  await sql`select set_config('lock_timeout', ${String(limits.lockMs)}, false),
    set_config('statement_timeout', ${String(limits.statementMs)}, false)`.execute(db)
}

export async function resetLimits(db: Db): Promise<void> {
  await sql`reset lock_timeout`.execute(db)
  await sql`reset statement_timeout`.execute(db)
}
