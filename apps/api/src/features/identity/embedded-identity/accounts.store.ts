import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

/** better-auth's name for a password, among all the ways to sign in. */
export const providerId = 'credential'

/** The address of an account, and the hash of its password if it has one. Null for a subject that is nobody's. */
export async function selectCredential(db: Db, sub: string): Promise<{ email: string; hash: string | null } | null> {
  const { rows } = await sql<{ email: string; hash: string | null }>`
    select u.email, a.password as hash from auth."user" u
      left join auth.account a on a."userId" = u.id and a."providerId" = ${providerId}
    where u.id = ${sub}`.execute(db)
  return rows[0] ?? null
}

/**
 * Puts one hash in the place of another and ends every session but that of the token whose hash is `keep`, both or
 * nothing. False when the password has been changed since `from` was read: whoever knows only the old one has lost.
 */
export async function updatePassword(
  db: Db,
  { sub, from, to, keep }: { sub: string; from: string; to: string; keep: string | null },
): Promise<boolean> {
  const { rows } = await sql`
    with changed as (
      update auth.account set password = ${to}, "updatedAt" = now()
      where "userId" = ${sub} and "providerId" = ${providerId} and password = ${from}
      returning "userId"
    ), ended as (
      delete from auth.session s using changed
      where s."userId" = changed."userId" and s.token is distinct from ${keep}
    )
    select from changed`.execute(db)
  return rows.length > 0
}

/**
 * Removes an account with its sessions, and whatever else its address waits in: also a sign-up that became this account
 * and was left behind, with which it could be made once more.
 *
 * @returns the address, or null when there was no account
 */
export async function deleteAccount(db: Db, sub: string): Promise<string | null> {
  const { rows } = await sql<{ email: string }>`
    with gone as (
      delete from auth."user" where id = ${sub} returning email
    ), sign_ups as (
      delete from auth.sign_ups where sub = ${sub} or email in (select email from gone)
    ), codes as (
      delete from auth.reset_codes where email in (select email from gone)
    )
    select email from gone`.execute(db)
  return rows[0]?.email ?? null
}
