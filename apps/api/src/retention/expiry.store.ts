import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

/**
 * Erases cruds that are dead, at most `limit` of them, and tells how many. Replies go before what they answer, because
 * whatever is left of them would go with it in one statement of any size. Rows that another server is erasing are passed
 * over.
 */
export async function deleteExpiredActivities(db: Db, limit: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with dead as (
      select uuid from activities where expires_at <= now()
      order by expires_at, created_at desc limit ${limit} for update skip locked
    ), erased as (
      delete from activities a using dead where a.uuid = dead.uuid
    )
    select count(*) as count from dead`.execute(db)
  return rows[0]?.count ?? 0
}
