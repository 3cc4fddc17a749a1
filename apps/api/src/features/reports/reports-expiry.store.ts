import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

/** Erases reports that have expired, with their evidence, at most `limit` of them, and tells how many. */
export async function deleteExpiredReports(db: Db, limit: number): Promise<number> {
  const { rows } = await sql`
    with spent as (
      select uuid from reports where expires_at <= now() order by expires_at limit ${limit} for update skip locked
    )
    delete from reports r using spent where r.uuid = spent.uuid returning 1`.execute(db)
  return rows.length
}

/** Erases who looked at reports more than a year ago, at most `limit` of them, and tells how many. */
export async function deleteOldAudits(db: Db, limit: number): Promise<number> {
  const { rows } = await sql`
    with spent as (
      select uuid from report_audits where created_at <= now() - interval '1 year'
      order by created_at limit ${limit} for update skip locked
    )
    delete from report_audits a using spent where a.uuid = spent.uuid returning 1`.execute(db)
  return rows.length
}
