import { createHash } from 'node:crypto'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

/** What is counted: the action, and the account or the address that it is counted for. */
export type Attempt = { action: string; subject: string }

/** A hash, because subjects are typed by strangers: they have any length, and nobody needs to read them here. */
const keyOf = ({ action, subject }: Attempt) => createHash('sha256').update(`${action} ${subject}`).digest('base64url')

/**
 * Adds one to the counter of an attempt, in one atomic statement. The first attempt starts a window; the first attempt
 * after its end starts the next.
 *
 * @param windowMs milliseconds
 * @returns the count with this attempt, and the seconds until the window ends
 */
export async function upsertAttempt(
  db: Db,
  attempt: Attempt,
  windowMs: number,
): Promise<{ count: number; secondsLeft: number }> {
  const { rows } = await sql<{ count: number; secondsLeft: number }>`
    insert into auth.attempts as a (key, count, expires_at)
    values (${keyOf(attempt)}, 1, now() + ${windowMs} * interval '1 millisecond')
    on conflict (key) do update set
      count = case when a.expires_at <= now() then 1 else least(a.count + 1, 1000000) end,
      expires_at = case when a.expires_at <= now() then excluded.expires_at else a.expires_at end
    returning count,
      greatest(1, ceil(extract(epoch from expires_at - now())))::integer as "secondsLeft"`.execute(db)
  return rows[0] ?? { count: 1, secondsLeft: 1 }
}

/** Takes back one attempt that succeeded. */
export async function decrementAttempt(db: Db, attempt: Attempt): Promise<void> {
  await sql`update auth.attempts set count = count - 1 where key = ${keyOf(attempt)} and count > 0`.execute(db)
}

/** Resets a counter. */
export async function deleteAttempts(db: Db, attempt: Attempt): Promise<void> {
  await sql`delete from auth.attempts where key = ${keyOf(attempt)}`.execute(db)
}
