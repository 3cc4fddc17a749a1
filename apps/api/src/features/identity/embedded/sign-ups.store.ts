import { createHash } from 'node:crypto'
import { signUpLifetimeSeconds } from '@cruddur/storage/accounts/held-handles.store'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { codeLifetime, maxCodeAttempts } from './codes.ts'

export type SignUp = { email: string; sub: string; name: string; handle: string; password: string; code: string }

/** Whose sign-up is meant: of several for an address, that of the browser that asks. */
export type SignUpOf = { email: string; browserId: string }

const signUpExpiry = sql`now() + ${signUpLifetimeSeconds} * interval '1 second'`
const codeExpiry = sql`now() + ${codeLifetime} * interval '1 second'`

/** A browser's cookie is a secret, so only its hash is stored. */
const hashOf = (browserId: string) => createHash('sha256').update(browserId).digest('base64url')

/** Stores a sign-up in place of an earlier one that the same browser made for the address. */
export async function insertSignUp(db: Db, browserId: string, signUp: SignUp): Promise<void> {
  const { email, sub, name, handle, password, code } = signUp
  const browser = hashOf(browserId)
  await sql`
    with replaced as (
      delete from auth.sign_ups where email = ${email} and browser = ${browser}
    )
    insert into auth.sign_ups (email, sub, name, handle, password, code, browser, code_expires_at, expires_at)
    values (${email}, ${sub}, ${name}, ${handle}, ${password}, ${code}, ${browser}, ${codeExpiry}, ${signUpExpiry})
  `.execute(db)
}

/** The sign-up of the browser, or else the latest for the address. */
const meantSignUp = ({ email, browserId }: SignUpOf) => sql`
  select sub from auth.sign_ups where email = ${email} and expires_at > now()
  order by (browser is not distinct from ${hashOf(browserId)}) desc, expires_at desc limit 1`

/** Replaces the code of a sign-up. Returns its handle, or null if no sign-up is pending. */
export async function updateSignUpCode(db: Db, signUp: SignUpOf, code: string): Promise<string | null> {
  const { rows } = await sql<{ handle: string }>`
    update auth.sign_ups set code = ${code}, code_attempts = 0, code_expires_at = ${codeExpiry}
    where sub = (${meantSignUp(signUp)}) returning handle`.execute(db)
  return rows[0]?.handle ?? null
}

export async function selectSignUpPassword(db: Db, signUp: SignUpOf): Promise<string | null> {
  const { rows } = await sql<{ password: string }>`
    select password from auth.sign_ups where sub = (${meantSignUp(signUp)})`.execute(db)
  return rows[0]?.password ?? null
}

/**
 * Counts an attempt at the code of the browser's own sign-up, or of all sign-ups for the address if it has none. Returns
 * them: with `isOwn`, and with `isCodeValid` if the code may still be tried.
 */
export async function updateSignUpAttempts(
  db: Db,
  { email, browserId }: SignUpOf,
): Promise<(SignUp & { isOwn: boolean; isCodeValid: boolean })[]> {
  const browser = hashOf(browserId)
  const { rows } = await sql<SignUp & { isOwn: boolean; isCodeValid: boolean }>`
    update auth.sign_ups s set code_attempts = least(code_attempts + 1, ${maxCodeAttempts + 1})
    where email = ${email} and expires_at > now() and (browser = ${browser} or not exists (
      select from auth.sign_ups own where own.email = ${email} and own.browser = ${browser} and own.expires_at > now()))
    returning email, sub, name, handle, password, code, browser is not distinct from ${browser} as "isOwn",
      code_attempts <= ${maxCodeAttempts} and code_expires_at > now() as "isCodeValid"`.execute(db)
  return rows
}

/** Deletes all sign-ups of an address that has become an account. */
export async function deleteSignUps(db: Db, email: string): Promise<void> {
  await sql`delete from auth.sign_ups where email = ${email}`.execute(db)
}
