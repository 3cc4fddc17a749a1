import { createHash } from 'node:crypto'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { codeLifetime, maxCodeAttempts } from './codes.ts'

export type SignUp = { email: string; sub: string; name: string; handle: string; password: string; code: string }

/** Whose sign-up is meant: of several for an address, that of the browser that asks. */
export type SignUpOf = { email: string; browserId: string }

/** Seconds for which a sign-up waits for its confirmation, and holds its handle. */
const signUpLifetime = 24 * 3600

const signUpExpiry = sql`now() + ${signUpLifetime} * interval '1 second'`
const codeExpiry = sql`now() + ${codeLifetime} * interval '1 second'`

/** A browser's cookie is a secret, so only its hash is stored. */
const hashOf = (browserId: string) => createHash('sha256').update(browserId).digest('base64url')

/**
 * Whether a handle belongs to another person, to a deleted one, or to a pending sign-up of another address. One that looks
 * like theirs counts as theirs.
 */
export async function selectHandleTaken(db: Db, { handle, email, sub }: Pick<SignUp, 'handle' | 'email' | 'sub'>) {
  const { rows } = await sql`
    select from users where handle_skeleton(handle) = handle_skeleton(${handle}) and cognito_user_uuid <> ${sub}
    union all select from retired_handles where handle = ${handle} and expires_at > now()
    union all select from auth."user" where handle = ${handle} and id <> ${sub}
    union all select from auth.held_handles
      where skeleton = handle_skeleton(${handle}) and email <> ${email} and expires_at > now()
    limit 1`.execute(db)
  return rows.length > 0
}

/** Holds a handle for an address. Returns false if it is held for another. */
export async function upsertHeldHandle(db: Db, { handle, email }: Pick<SignUp, 'handle' | 'email'>): Promise<boolean> {
  const { rows } = await sql`
    insert into auth.held_handles as held (skeleton, email, expires_at)
    values (handle_skeleton(${handle}), ${email}, ${signUpExpiry})
    on conflict (skeleton) do update set email = excluded.email, expires_at = excluded.expires_at
      where held.email = excluded.email or held.expires_at <= now()
    returning 1`.execute(db)
  return rows.length > 0
}

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

/** Deletes all sign-ups of an address that has become an account, and frees the handles that they held. */
export async function deleteSignUps(db: Db, email: string): Promise<void> {
  await sql`
    with freed as (delete from auth.held_handles where email = ${email})
    delete from auth.sign_ups where email = ${email}`.execute(db)
}
