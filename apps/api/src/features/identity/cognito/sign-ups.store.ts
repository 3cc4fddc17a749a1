import { createHash } from 'node:crypto'
import { signUpLifetimeSeconds } from '@cruddur/storage/accounts/held-handles.store'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

/** What was entered in a browser for an address. */
export type SignUp = {
  name: string
  handle: string
  /** The password, sealed by the browser's secret. Null if Cognito has it. */
  sealedPassword: string | null
  /** The password, sealed likewise, to sign in with once the code is typed in. */
  signInPassword: string | null
  /** The unconfirmed account of the pool, or null if the address belongs to somebody already. */
  sub: string | null
}

export type SignUpOf = { email: string; browserId: string }

/** A browser's cookie is a secret, so only its hash is stored. */
const hashOf = (browserId: string) => createHash('sha256').update(browserId).digest('base64url')

/** Stores a sign-up in place of an earlier one that the same browser made for the address. */
export async function upsertSignUp(db: Db, { email, browserId }: SignUpOf, signUp: SignUp): Promise<void> {
  const { name, handle, sealedPassword, signInPassword, sub } = signUp
  await sql`
    insert into auth.cognito_sign_ups (email, browser, name, handle, sealed_password, sign_in_password, sub, expires_at)
    values (${email}, ${hashOf(browserId)}, ${name}, ${handle}, ${sealedPassword}, ${signInPassword}, ${sub},
      now() + ${signUpLifetimeSeconds} * interval '1 second')
    on conflict (email, browser) do update set name = excluded.name, handle = excluded.handle,
      sealed_password = excluded.sealed_password, sign_in_password = excluded.sign_in_password, sub = excluded.sub, expires_at = excluded.expires_at`.execute(
    db,
  )
}

/** The sign-ups for an unconfirmed account, and whether the browser has made them. */
export async function selectSignUps(
  db: Db,
  { email, browserId, sub }: SignUpOf & { sub: string },
): Promise<(SignUp & { isOwn: boolean })[]> {
  const { rows } = await sql<SignUp & { isOwn: boolean }>`
    select name, handle, sealed_password as "sealedPassword", sign_in_password as "signInPassword", sub, browser = ${hashOf(browserId)} as "isOwn"
    from auth.cognito_sign_ups where email = ${email} and sub = ${sub} and expires_at > now()`.execute(db)
  return rows
}

/** The sealed password of the browser's unconfirmed sign-up. */
export async function selectSealedPassword(db: Db, { email, browserId }: SignUpOf): Promise<string | null> {
  const { rows } = await sql<{ sealed: string | null }>`
    select sealed_password as sealed from auth.cognito_sign_ups
    where email = ${email} and browser = ${hashOf(browserId)} and expires_at > now()`.execute(db)
  return rows[0]?.sealed ?? null
}

/**
 * Whether more than one browser has chosen a password for an account. A sealed one is never the first: somebody had made
 * the account before, on our pages or with another program.
 */
export const isContested = (signUps: readonly Pick<SignUp, 'sealedPassword'>[]): boolean =>
  signUps.length > 1 || signUps.some(({ sealedPassword }) => sealedPassword !== null)

/** Whether a sign-up for the address waits for its code. */
export async function selectIsWaiting(db: Db, email: string): Promise<boolean> {
  const { rows } = await sql`
    select from auth.cognito_sign_ups where email = ${email} and expires_at > now() limit 1`.execute(db)
  return rows.length > 0
}

/**
 * Notes that the pool's password of an account may be a stranger's, until it is replaced. The note has no address and does
 * not expire.
 */
export async function insertUnsettled(db: Db, sub: string): Promise<void> {
  await sql`
    insert into auth.cognito_sign_ups (email, browser, name, handle, sub, expires_at)
    values ('', ${sub}, '', '', ${sub}, 'infinity') on conflict do nothing`.execute(db)
}

export async function deleteUnsettled(db: Db, sub: string): Promise<void> {
  await sql`delete from auth.cognito_sign_ups where email = '' and browser = ${sub}`.execute(db)
}

export async function selectIsUnsettled(db: Db, sub: string): Promise<boolean> {
  const { rows } = await sql`
    select from auth.cognito_sign_ups where email = '' and browser = ${sub}`.execute(db)
  return rows.length > 0
}

/** Frees a handle that the address holds, unless one of its sign-ups waits with that handle. */
export async function releaseHandle(db: Db, { handle, email }: { handle: string; email: string }): Promise<void> {
  await sql`
    delete from auth.held_handles where email = ${email} and skeleton = handle_skeleton(${handle}) and not exists (
      select from auth.cognito_sign_ups
      where email = ${email} and handle_skeleton(handle) = handle_skeleton(${handle}) and expires_at > now())`.execute(
    db,
  )
}

/** Deletes all sign-ups of an address that has become an account, and frees the handles that they held. */
export async function deleteSignUps(db: Db, email: string): Promise<void> {
  await sql`
    with freed as (delete from auth.held_handles where email = ${email})
    delete from auth.cognito_sign_ups where email = ${email}`.execute(db)
}
