import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

/** Erases at most `limit` expired messages. @returns how many */
export async function deleteExpiredMessages(db: Db, limit: number): Promise<number> {
  const { rows } = await sql`
    delete from messages where uuid = any (array(
      select uuid from messages where expires_at <= now() order by expires_at limit ${limit} for update skip locked
    )) returning 1`.execute(db)
  return rows.length
}

/** Erases at most `limit` expired groups. Every message in them has expired before. @returns how many */
export async function deleteExpiredGroups(db: Db, limit: number): Promise<number> {
  const { rows } = await sql`
    delete from message_groups where uuid = any (array(
      select uuid from message_groups where expires_at <= now() order by expires_at limit ${limit} for update skip locked
    )) returning 1`.execute(db)
  return rows.length
}
