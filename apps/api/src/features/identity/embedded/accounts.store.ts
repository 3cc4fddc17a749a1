import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { unmatchableHash } from './passwords.ts'

/** better-auth's name for signing in with a password. */
export const passwordProvider = 'credential'

/** The address of an account, and the hash of its password if it has one. Null if the subject has no account. */
export async function selectCredential(db: Db, sub: string): Promise<{ email: string; hash: string | null } | null> {
  const { rows } = await sql<{ email: string; hash: string | null }>`
    select u.email, a.password as hash from auth."user" u
      left join auth.account a on a."userId" = u.id and a."providerId" = ${passwordProvider}
    where u.id = ${sub}`.execute(db)
  return rows[0] ?? null
}

/**
 * Replaces the hash `from` by `to`, and ends every session but `keptSession`: both or nothing.
 *
 * @returns false if the password has changed since `from` was read: the caller then knows only an old password
 */
export async function updatePassword(
  db: Db,
  { sub, from, to, keptSession }: { sub: string; from: string; to: string; keptSession: string | null },
): Promise<boolean> {
  const { rows } = await sql`
    with changed as (
      update auth.account set password = ${to}, "updatedAt" = now()
      where "userId" = ${sub} and "providerId" = ${passwordProvider} and password = ${from}
      returning "userId"
    ), ended as (
      delete from auth.session s using changed
      where s."userId" = changed."userId" and s.id is distinct from ${keptSession}::uuid
    )
    select from changed`.execute(db)
  return rows.length > 0
}

/**
 * Inserts an account for a person who is here. Nobody can sign in to it until its owner sets a password by "Forgot your
 * password?". Deletes what an older sign-up for the address has left.
 *
 * @returns false if the person is gone, or the address or the handle is taken
 */
export async function insertPasswordless(db: Db, { sub, email }: { sub: string; email: string }): Promise<boolean> {
  const { rows } = await sql`
    with account as (
      insert into auth."user" (id, name, email, "emailVerified", handle)
      select cognito_user_uuid, display_name, ${email}, true, handle from users where cognito_user_uuid = ${sub}
      on conflict do nothing returning id
    ), superseded as (
      delete from auth.sign_ups where email = ${email} and exists (select from account)
    )
    insert into auth.account ("accountId", "providerId", "userId", password, "updatedAt")
    select id::text, ${passwordProvider}, id, ${unmatchableHash}, now() from account returning 1`.execute(db)
  return rows.length > 0
}

/**
 * Deletes an account with its sessions, its sign-ups and its codes. A sign-up that became this account and was left behind
 * goes too: it could create the account again.
 *
 * @returns the address, or null if there was no account
 */
export async function deleteAccount(db: Db, sub: string): Promise<string | null> {
  const { rows } = await sql<{ email: string }>`
    with gone as (
      delete from auth."user" where id = ${sub} returning email
    ), sign_ups as (
      delete from auth.sign_ups where sub = ${sub} or email in (select email from gone)
    ), held as (
      delete from auth.held_handles where email in (select email from gone)
    ), codes as (
      delete from auth.reset_codes where email in (select email from gone)
    )
    select email from gone`.execute(db)
  return rows[0]?.email ?? null
}
