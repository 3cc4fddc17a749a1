import { createHash } from 'node:crypto'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

export type KnownBrowser = { email: string; browserId: string }

/** Days for which a browser is known after a sign-in. */
const lifetimeDays = 180

/** A hash, so that the table names neither the browser nor the address. */
const keyOf = ({ email, browserId }: KnownBrowser) =>
  createHash('sha256').update(`${browserId} ${email}`).digest('base64url')

/** Remembers that somebody has signed in to an account with a browser. */
export async function upsertKnownBrowser(db: Db, browser: KnownBrowser): Promise<void> {
  await sql`
    insert into auth.known_browsers (key, expires_at)
    values (${keyOf(browser)}, now() + ${lifetimeDays} * interval '1 day')
    on conflict (key) do update set expires_at = excluded.expires_at`.execute(db)
}

export async function selectIsKnownBrowser(db: Db, browser: KnownBrowser): Promise<boolean> {
  const { rows } = await sql`
    select from auth.known_browsers where key = ${keyOf(browser)} and expires_at > now()`.execute(db)
  return rows.length > 0
}
