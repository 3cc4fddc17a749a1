import { locks } from '@cruddur/storage/locks'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

export type Rights = { version: string; may_make_schemas: boolean; may_make_tables: boolean }

export async function selectRights(db: Db): Promise<Rights> {
  const { rows } = await sql<Rights>`select
    current_setting('server_version') as version,
    has_database_privilege(current_database(), 'create') as may_make_schemas,
    has_schema_privilege('public', 'create') as may_make_tables`.execute(db)
  return rows[0] as Rights
}

/** Null if no server has ever started on this database. */
export async function selectAppliedMigrations(db: Db): Promise<{ name: string; sha256: string }[] | null> {
  const found = await sql<{ there: boolean }>`select to_regclass('schema_migrations') is not null as there`.execute(db)
  if (!found.rows[0]?.there) return null
  const { rows } = await sql<{ name: string; sha256: string }>`
    select name, sha256 from schema_migrations`.execute(db)
  return rows
}

export async function selectConnections(db: Db): Promise<{ used: number; ours: number; most: number }> {
  const { rows } = await sql<{ used: number; ours: number; most: number }>`
    select count(*) as used, count(*) filter (where application_name like 'cruddur%') as ours,
      current_setting('max_connections')::int as most
    from pg_stat_activity where backend_type = 'client backend'`.execute(db)
  return rows[0] as { used: number; ours: number; most: number }
}

export type StuckSession = { pid: number; seconds: number; waits_for: number | null }

/**
 * Sessions of our servers, on this database and by this role, whose transaction has been open longer than any should be. Not the
 * disk sweep and migrations, which may take minutes and are recognized by their locks.
 */
export async function selectStuckSessions(db: Db, longerThanSeconds: number): Promise<StuckSession[]> {
  const { rows } = await sql<StuckSession>`
    select pid, extract(epoch from clock_timestamp() - xact_start)::int as seconds, (pg_blocking_pids(pid))[1] as waits_for
    from pg_stat_activity
    where datname = current_database() and usename = current_user and pid <> pg_backend_pid()
      and application_name in ('cruddur', 'cruddur identity', 'cruddur-listener')
      and clock_timestamp() - xact_start > ${longerThanSeconds} * interval '1 second'
      and pid not in (select pid from pg_locks where locktype = 'advisory' and granted
        and objid in (${sql.lit(locks.diskSweep)}, ${sql.lit(locks.migrate)}))
    order by pid`.execute(db)
  return rows
}

/** Ends a session. False if it had ended already, or may not be ended. */
export async function terminateSession(db: Db, pid: number): Promise<boolean> {
  const { rows } = await sql<{ ended: boolean }>`select pg_terminate_backend(${pid}) as ended`.execute(db)
  return rows[0]?.ended ?? false
}

/** The database's clock, in milliseconds since 1970. */
export async function selectClock(db: Db): Promise<number> {
  const { rows } = await sql<{ ms: number }>`
    select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`.execute(db)
  return rows[0]?.ms ?? 0
}
