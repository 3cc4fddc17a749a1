import type { Db } from '@cruddur/storage/postgres'
import { type RawBuilder, sql } from 'kysely'

/** What expires in this store. The messages of a group that has expired have expired before it. */
export type ExpiringMessages = 'messages' | 'message_groups'

/** Erases at most `limit` expired rows, and none of `except`. @returns how many */
export async function deleteExpired(db: Db, table: ExpiringMessages, limit: number, except: string[]): Promise<number> {
  const { rows } = await sql`
    delete from ${sql.table(table)} where uuid = any (array(${expired(table, limit, except)} for update skip locked))
    returning 1`.execute(db)
  return rows.length
}

/** The uuids of the rows that `deleteExpired` would erase. */
export async function selectExpired(
  db: Db,
  table: ExpiringMessages,
  limit: number,
  except: string[],
): Promise<string[]> {
  const { rows } = await expired(table, limit, except).execute(db)
  return rows.map(({ uuid }) => uuid)
}

/** Erases those of these rows that have expired. */
export async function deleteExpiredOf(db: Db, table: ExpiringMessages, uuids: string[]): Promise<void> {
  await sql`delete from ${sql.table(table)} where uuid = any (${uuids}::uuid[]) and expires_at <= now()`.execute(db)
}

function expired(table: ExpiringMessages, limit: number, except: string[]): RawBuilder<{ uuid: string }> {
  const others = except.length > 0 ? sql`and uuid <> all (${except}::uuid[])` : sql``
  return sql`
    select uuid from ${sql.table(table)} where expires_at <= now() ${others} order by expires_at limit ${limit}`
}
