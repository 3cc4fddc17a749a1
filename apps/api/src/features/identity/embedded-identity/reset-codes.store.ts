import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { codeAttempts, codeLifetime } from './codes.ts'

/** Writes the code over an earlier one for the address. */
export async function upsertResetCode(db: Db, email: string, code: string): Promise<void> {
  await sql`
    insert into auth.reset_codes (email, code, expires_at)
    values (${email}, ${code}, now() + ${codeLifetime} * interval '1 second')
    on conflict (email) do update set code = excluded.code, attempts = 0, expires_at = excluded.expires_at`.execute(db)
}

/** Counts an attempt, and gives the code's hash as long as it is good for one. */
export async function updateResetAttempt(db: Db, email: string): Promise<string | null> {
  const { rows } = await sql<{ code: string }>`
    update auth.reset_codes set attempts = attempts + 1
    where email = ${email} and attempts < ${codeAttempts} and expires_at > now() returning code`.execute(db)
  return rows[0]?.code ?? null
}

/** Uses the code up. False for all but the first who does. */
export async function deleteResetCode(db: Db, email: string, code: string): Promise<boolean> {
  const { rows } =
    await sql`delete from auth.reset_codes where email = ${email} and code = ${code} returning 1`.execute(db)
  return rows.length > 0
}
