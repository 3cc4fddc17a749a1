import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { codeLifetime, maxCodeAttempts } from './codes.ts'

export type SignUp = { email: string; sub: string; name: string; handle: string; password: string; code: string }

/** Seconds for which a sign-up waits for its confirmation, and holds its handle. */
const signUpLifetime = 24 * 3600

const codeExpiry = sql`now() + ${codeLifetime} * interval '1 second'`

/** Whether a handle belongs to another person, to a deleted one, or to a pending sign-up of another address. */
export async function selectHandleTaken(db: Db, { handle, email, sub }: Pick<SignUp, 'handle' | 'email' | 'sub'>) {
  const { rows } = await sql`
    select from users where handle = ${handle} and cognito_user_uuid <> ${sub}
    union all select from retired_handles where handle = ${handle} and expires_at > now()
    union all select from auth."user" where handle = ${handle} and id <> ${sub}
    union all select from auth.sign_ups where handle = ${handle} and email <> ${email} and expires_at > now()
    limit 1`.execute(db)
  return rows.length > 0
}

/** Frees a handle whose sign-up has expired, before the erasure loop does. */
export async function deleteExpiredHold(db: Db, handle: string): Promise<void> {
  await sql`delete from auth.sign_ups where handle = ${handle} and expires_at <= now()`.execute(db)
}

/**
 * Stores a sign-up in place of an earlier one for the address. Nothing of the earlier one stays, least of all its password.
 *
 * @returns false when the handle is held for another address
 */
export async function upsertSignUp(db: Db, signUp: SignUp): Promise<boolean> {
  const query = sql`
    insert into auth.sign_ups (email, sub, name, handle, password, code, code_expires_at, expires_at)
    values (${signUp.email}, ${signUp.sub}, ${signUp.name}, ${signUp.handle}, ${signUp.password}, ${signUp.code},
      ${codeExpiry}, now() + ${signUpLifetime} * interval '1 second')
    on conflict (email) do update set sub = excluded.sub, name = excluded.name, handle = excluded.handle,
      password = excluded.password, code = excluded.code, code_attempts = 0,
      code_expires_at = excluded.code_expires_at, expires_at = excluded.expires_at`
  try {
    await query.execute(db)
    return true
  } catch (error) {
    if ((error as { constraint?: string }).constraint === 'sign_ups_handle_key') return false
    throw error
  }
}

/** Replaces the code. Returns false if no sign-up is pending. */
export async function updateSignUpCode(db: Db, email: string, code: string): Promise<boolean> {
  const { rows } = await sql`
    update auth.sign_ups set code = ${code}, code_attempts = 0, code_expires_at = ${codeExpiry}
    where email = ${email} and expires_at > now() returning 1`.execute(db)
  return rows.length > 0
}

export async function selectSignUp(db: Db, email: string): Promise<SignUp | null> {
  const { rows } = await sql<SignUp>`
    select email, sub, name, handle, password, code from auth.sign_ups
    where email = ${email} and expires_at > now()`.execute(db)
  return rows[0] ?? null
}

/** Counts an attempt. Returns the sign-up, or null if it has no valid code. */
export async function updateSignUpAttempt(db: Db, email: string): Promise<SignUp | null> {
  const { rows } = await sql<SignUp>`
    update auth.sign_ups set code_attempts = code_attempts + 1
    where email = ${email} and code_attempts < ${maxCodeAttempts} and code_expires_at > now() and expires_at > now()
    returning email, sub, name, handle, password, code`.execute(db)
  return rows[0] ?? null
}

/** Deletes a sign-up that has become an account, but not one that has replaced it since. */
export async function deleteSignUp(db: Db, { email, sub }: { email: string; sub: string }): Promise<void> {
  await sql`delete from auth.sign_ups where email = ${email} and sub = ${sub}`.execute(db)
}
