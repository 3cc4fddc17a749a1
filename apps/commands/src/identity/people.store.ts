import { locks } from '@cruddur/storage/locks'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { deleteSessions as deletePoolSessions } from '../../../api/src/features/identity/cognito/sessions/sessions.store.ts'
import {
  deleteAccount,
  insertPasswordless,
  passwordProvider,
} from '../../../api/src/features/identity/embedded/accounts.store.ts'
import { unmatchableHash } from '../../../api/src/features/identity/embedded/passwords.ts'

/** A person, and what the built-in identity knows of them. */
export type KnownPerson = {
  uuid: string
  sub: string
  handle: string
  name: string
  /** Null without a built-in account. */
  email: string | null
  isVerified: boolean
  hasPassword: boolean
}

const columns = sql`
  u.uuid, u.cognito_user_uuid as sub, u.handle, u.display_name as name, account.email,
  coalesce(account."emailVerified", false) as "isVerified",
  exists (select from auth.account a where a."userId" = account.id and a."providerId" = ${passwordProvider}
    and a.password <> ${unmatchableHash}) as "hasPassword"`
const people = sql`users u left join auth."user" account on account.id = u.cognito_user_uuid`

const peoplePerPage = 500

/** Everybody, by handle. */
export async function* selectEverybody(db: Db): AsyncGenerator<KnownPerson> {
  for (let after = ''; ; ) {
    const { rows } = await sql<KnownPerson>`
      select ${columns} from ${people} where u.handle > ${after} order by u.handle limit ${peoplePerPage}`.execute(db)
    yield* rows
    const last = rows.at(-1)
    if (!last) return
    after = last.handle
  }
}

/** People with a subject, or with a built-in account of an address. */
export async function selectCandidates(db: Db, subs: string[], emails: string[]): Promise<KnownPerson[]> {
  const { rows } = await sql<KnownPerson>`
    select ${columns} from ${people}
    where u.cognito_user_uuid = any (${subs}::uuid[]) or account.email = any (${emails}::text[])`.execute(db)
  return rows
}

/** Which of these subjects were of an account that was deleted here. */
export async function selectDeleted(db: Db, subs: string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ sub: string }>`
    select sub from deleted_accounts where sub = any (${subs}::uuid[])`.execute(db)
  return new Set(rows.map(({ sub }) => sub))
}

/**
 * Gives a person another subject, and records that. Deletes the built-in account of the old one and ends its sessions, those in
 * a pool included: every server is notified. All other rows of a person refer to their uuid.
 *
 * @returns false if the person has another subject by now, or somebody else has the new one
 */
export async function updateSubject(transaction: Db, { uuid, from, to }: { uuid: string; from: string; to: string }) {
  for (const sub of [from, to].sort()) {
    await sql`select pg_advisory_xact_lock(${locks.account}, hashtext(${sub}))`.execute(transaction)
  }
  const { rows } = await sql`
    with changed as (
      update users set cognito_user_uuid = ${to} where uuid = ${uuid} and cognito_user_uuid = ${from}
        and not exists (select from deleted_accounts where sub in (${from}, ${to}))
        and not exists (select from users where cognito_user_uuid = ${to})
      returning uuid
    )
    insert into subject_changes (user_uuid, old_sub, new_sub) select uuid, ${from}, ${to} from changed returning 1`.execute(
    transaction,
  )
  if (rows.length === 0) return false
  await deleteAccount(transaction, from)
  await deletePoolSessions(transaction, from)
  return true
}

/** Gives a person a built-in account without a password. False if they are gone, or the address or the handle is taken. */
export async function insertAccount(transaction: Db, account: { sub: string; email: string }): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(${locks.account}, hashtext(${account.sub}))`.execute(transaction)
  return insertPasswordless(transaction, account)
}

/** Deletes the built-in account of a person, and ends its sessions. False if there is none. */
export async function removeAccount(transaction: Db, sub: string): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(${locks.account}, hashtext(${sub}))`.execute(transaction)
  return (await deleteAccount(transaction, sub)) !== null
}
