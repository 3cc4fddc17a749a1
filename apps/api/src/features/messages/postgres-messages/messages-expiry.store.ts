import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

/** Erases messages that have had their time, at most `limit` of them, and tells how many. */
export async function deleteExpiredMessages(db: Db, limit: number): Promise<number> {
  const { rows } = await sql`
    delete from messages where uuid = any (array(
      select uuid from messages where expires_at <= now() order by expires_at limit ${limit} for update skip locked
    )) returning 1`.execute(db)
  return rows.length
}

/** Erases groups that are forgotten, at most `limit` of them, and tells how many. All in them has had its time before. */
export async function deleteForgottenGroups(db: Db, limit: number): Promise<number> {
  const { rows } = await sql`
    delete from message_groups where uuid = any (array(
      select uuid from message_groups where expires_at <= now() order by expires_at limit ${limit} for update skip locked
    )) returning 1`.execute(db)
  return rows.length
}
