import { createHash } from 'node:crypto'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

/** What is counted: `what` is done to, or by, `whom`. */
export type Attempt = { what: string; whom: string }

/** A hash: what strangers type is of any length, and need not be readable here. */
const keyOf = ({ what, whom }: Attempt) => createHash('sha256').update(`${what} ${whom}`).digest('base64url')

/**
 * Counts one more in the window that is running, which began with its first, in one atomic statement.
 *
 * @param window milliseconds
 * @returns how many with this one, and the seconds until the window ends
 */
export async function upsertAttempt(
  db: Db,
  attempt: Attempt,
  window: number,
): Promise<{ count: number; seconds: number }> {
  const { rows } = await sql<{ count: number; seconds: number }>`
    insert into auth.attempts as a (key, count, expires_at)
    values (${keyOf(attempt)}, 1, now() + ${window} * interval '1 millisecond')
    on conflict (key) do update set
      count = case when a.expires_at <= now() then 1 else least(a.count + 1, 1000000) end,
      expires_at = case when a.expires_at <= now() then excluded.expires_at else a.expires_at end
    returning count, greatest(1, ceil(extract(epoch from expires_at - now())))::integer as seconds`.execute(db)
  return rows[0] ?? { count: 1, seconds: 1 }
}

/** Takes one back that turned out not to count. */
export async function decrementAttempt(db: Db, attempt: Attempt): Promise<void> {
  await sql`update auth.attempts set count = count - 1 where key = ${keyOf(attempt)} and count > 0`.execute(db)
}

export async function deleteAttempts(db: Db, attempt: Attempt): Promise<void> {
  await sql`delete from auth.attempts where key = ${keyOf(attempt)}`.execute(db)
}
