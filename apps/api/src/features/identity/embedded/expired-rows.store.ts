import type { Db } from '@cruddur/storage/postgres'
import { type RawBuilder, sql } from 'kysely'

/** The tables of the schema `auth` whose rows expire, and the columns that say when. */
const expiringTables: readonly [RawBuilder<unknown>, RawBuilder<unknown>][] = [
  [sql`auth.sign_ups`, sql`expires_at`],
  [sql`auth.held_handles`, sql`expires_at`],
  [sql`auth.known_browsers`, sql`expires_at`],
  [sql`auth.reset_codes`, sql`expires_at`],
  [sql`auth.attempts`, sql`expires_at`],
  [sql`auth.signing_keys`, sql`expires_at`],
  [sql`auth.ended_sessions`, sql`expires_at`],
  [sql`auth.session`, sql`"expiresAt"`],
]

/**
 * Erases unconfirmed sign-ups, codes, attempt counters, keys and sessions that have expired: at most `limit` of each. Skips
 * rows that another server is erasing.
 *
 * @returns the largest number of rows erased from one table: if it is `limit`, there may be more
 */
export async function deleteExpiredIdentityRows(db: Db, limit: number): Promise<number> {
  const counts = expiringTables.map(async ([table, expiry]) => {
    const { rows } = await sql`
      delete from ${table} where ctid = any (array(
        select ctid from ${table} where ${expiry} <= now() order by ${expiry} limit ${limit} for update skip locked
      )) returning 1`.execute(db)
    return rows.length
  })
  return Math.max(...(await Promise.all(counts)))
}
