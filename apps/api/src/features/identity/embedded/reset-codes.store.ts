import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { codeLifetime, maxCodeAttempts } from './codes.ts'

/** Stores a code in place of an earlier one for the address. */
export async function upsertResetCode(db: Db, email: string, codeHash: string): Promise<void> {
  await sql`
    insert into auth.reset_codes (email, code, expires_at)
    values (${email}, ${codeHash}, now() + ${codeLifetime} * interval '1 second')
    on conflict (email) do update set code = excluded.code, attempts = 0, expires_at = excluded.expires_at`.execute(db)
}

/** Counts an attempt. Returns the hash of the code, or null if there is no valid code. */
export async function updateResetAttempt(db: Db, email: string): Promise<string | null> {
  const { rows } = await sql<{ code: string }>`
    update auth.reset_codes set attempts = attempts + 1
    where email = ${email} and attempts < ${maxCodeAttempts} and expires_at > now() returning code`.execute(db)
  return rows[0]?.code ?? null
}

/** Deletes a code. Returns true for the first caller only. */
export async function deleteResetCode(db: Db, email: string, codeHash: string): Promise<boolean> {
  const { rows } =
    await sql`delete from auth.reset_codes where email = ${email} and code = ${codeHash} returning 1`.execute(db)
  return rows.length > 0
}
