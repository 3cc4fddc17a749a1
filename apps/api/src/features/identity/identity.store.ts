import type { Db } from '@cruddur/storage/postgres'
import { type RawBuilder, sql } from 'kysely'

/** What stops to matter at a time of its own, and which column tells it. */
const perishable: readonly [RawBuilder<unknown>, RawBuilder<unknown>][] = [
  [sql`auth.sign_ups`, sql`expires_at`],
  [sql`auth.reset_codes`, sql`expires_at`],
  [sql`auth.attempts`, sql`expires_at`],
  [sql`auth.signing_keys`, sql`expires_at`],
  [sql`auth.session`, sql`"expiresAt"`],
]

/**
 * Erases sign-ups that nobody confirmed, which frees their handles, spent codes, counters, keys and ended sessions: at
 * most `limit` of each. Rows that another server is erasing are passed over.
 *
 * @returns the most that were erased of any kind: there may be more of it when that is `limit`
 */
export async function deleteStaleIdentities(db: Db, limit: number): Promise<number> {
  const counts = perishable.map(async ([table, end]) => {
    const { rows } = await sql`
      delete from ${table} where ctid = any (array(
        select ctid from ${table} where ${end} <= now() order by ${end} limit ${limit} for update skip locked
      )) returning 1`.execute(db)
    return rows.length
  })
  return Math.max(...(await Promise.all(counts)))
}
