import type { Db } from '@cruddur/storage/postgres'
import { type RawBuilder, sql } from 'kysely'
import type { ExpiringTable } from './expiring-tables.ts'

/**
 * Erases expired rows of one table, at most `limit`, and returns how many. Rows that another transaction holds, such as
 * another server's erasure, are skipped, and so are the rows `except`, by their ctid.
 */
export async function deleteExpiredRows(
  db: Db,
  expiring: ExpiringTable,
  limit: number,
  except: string[] = [],
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with expired as materialized (${expiredRows(expiring, limit, except)} for update skip locked), erased as (
      delete from ${sql.table(expiring.table)} where ctid = any (array(select ctid from expired))
    )
    select count(*) as count from expired`.execute(db)
  return rows[0]?.count ?? 0
}

/** The ctids of the rows that `deleteExpiredRows` would erase. */
export async function selectExpiredRows(
  db: Db,
  expiring: ExpiringTable,
  limit: number,
  except: string[],
): Promise<string[]> {
  const { rows } = await sql<{ ctid: string }>`${expiredRows(expiring, limit, except)}`.execute(db)
  return rows.map(({ ctid }) => ctid)
}

/** How many rows of one table have expired and are not erased yet, at most `most`. */
export async function countExpiredRows(db: Db, expiring: ExpiringTable, most: number): Promise<number> {
  const { table } = expiring
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (select from ${sql.table(table)} where ${isExpired(expiring)} limit ${most}) expired`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

/** Erases those of the rows with these ctids that are there and have expired. */
export async function deleteRows(db: Db, expiring: ExpiringTable, ctids: string[]): Promise<void> {
  await sql`
    delete from ${sql.table(expiring.table)} where ctid = any (${ctids}::tid[]) and ${isExpired(expiring)}`.execute(db)
}

function expiredRows(expiring: ExpiringTable, limit: number, except: string[]): RawBuilder<{ ctid: string }> {
  const { table, column, order = sql.ref(column) } = expiring
  const others = except.length > 0 ? sql`and ctid <> all (${except}::tid[])` : sql``
  return sql`
    select ctid from ${sql.table(table)} where ${isExpired(expiring)} ${others} order by ${order} limit ${limit}`
}

const isExpired = ({ column, keptFor = '0', only = sql`true` }: ExpiringTable) =>
  sql`${sql.ref(column)} <= now() - ${sql.lit(keptFor)}::interval and ${only}`
