import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import type { ExpiringTable } from './expiring-tables.ts'

/**
 * Erases expired rows of one table, at most `limit`, and returns how many. Rows that another transaction holds, such as
 * another server's erasure, are skipped.
 */
export async function deleteExpiredRows(
  db: Db,
  { table, column, keptFor = '0', only = sql`true`, order = sql.ref(column) }: ExpiringTable,
  limit: number,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with expired as materialized (
      select ctid from ${sql.table(table)}
      where ${sql.ref(column)} <= now() - ${sql.lit(keptFor)}::interval and ${only}
      order by ${order} limit ${limit} for update skip locked
    ), erased as (
      delete from ${sql.table(table)} where ctid = any (array(select ctid from expired))
    )
    select count(*) as count from expired`.execute(db)
  return rows[0]?.count ?? 0
}
