import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { passwordProvider } from '../../../api/src/features/identity/embedded/accounts.store.ts'
import type { NewPerson } from './new-person.ts'

type Named = NewPerson & { handle: string }

/** Which of these people or cruds were imported before. */
export async function selectImported(db: Db, uuids: string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ uuid: string }>`
    select uuid from imported_rows where uuid = any (${uuids}::uuid[])`.execute(db)
  return new Set(rows.map(({ uuid }) => uuid))
}

/** Which of these people are here already, by their uuid or by their subject. Returns their uuids as given. */
export async function selectHere(db: Db, people: { uuid: string; sub: string }[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ uuid: string }>`
    select g.uuid from unnest(${people.map(({ uuid }) => uuid)}::uuid[], ${people.map(({ sub }) => sub)}::uuid[]) g (uuid, sub)
    where exists (select from users u where u.uuid = g.uuid or u.cognito_user_uuid = g.sub)`.execute(db)
  return new Set(rows.map(({ uuid }) => uuid))
}

/**
 * Inserts the person, and records that they were imported. False if they are here already, or if their account was deleted
 * here (trigger `refuse_return`).
 */
export async function insertPerson(
  db: Db,
  { uuid, sub, handle, displayName, bio, createdAt }: Named,
): Promise<boolean> {
  const { rows } = await sql`
    with person as (
      insert into users (uuid, cognito_user_uuid, handle, display_name, bio, created_at)
      values (${uuid}, ${sub}, ${handle}, ${displayName}, ${bio}, least(now(), coalesce(to_timestamp(${createdAt}::float8 / 1000), now())))
      on conflict do nothing
      returning uuid
    )
    insert into imported_rows (uuid, expires_at) select uuid, now() + interval '30 days' from person returning 1`.execute(
    db,
  )
  return rows.length > 0
}

/**
 * Inserts an account that nobody can sign in to until its owner sets a password by "Forgot your password?".
 *
 * @returns false if the address or the handle has an account
 */
export async function insertAccount(
  db: Db,
  { sub, handle, displayName, email, hash }: Named & { hash: string },
): Promise<boolean> {
  const { rows } = await sql`
    with account as (
      insert into auth."user" (id, name, email, "emailVerified", handle)
      values (${sub}, ${displayName}, ${email}, true, ${handle})
      on conflict do nothing returning id
    )
    insert into auth.account ("accountId", "providerId", "userId", password, "updatedAt")
    select id::text, ${passwordProvider}, id, ${hash}, now() from account returning 1`.execute(db)
  return rows.length > 0
}

/** How many of these people are here. */
export async function selectPeopleCount(db: Db, uuids: string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from users where uuid = any (${uuids}::uuid[])`.execute(db)
  return rows[0]?.count ?? 0
}
