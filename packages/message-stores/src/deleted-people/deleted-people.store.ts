import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

/** Records the uuid of a person whose account is being deleted, for a store that does not delete messages with accounts. */
export async function updateDeletedPerson(transaction: Db, sub: string): Promise<void> {
  await sql`
    update deleted_accounts d set user_uuid = u.uuid
    from users u where u.cognito_user_uuid = d.sub and d.sub = ${sub}`.execute(transaction)
}

/** People whose accounts were deleted and whose messages may still be in a store; the oldest deletions first. */
export async function selectDeletedPeople(db: Db, limit: number): Promise<string[]> {
  const { rows } = await sql<{ user_uuid: string }>`
    select user_uuid from deleted_accounts where user_uuid is not null order by expires_at limit ${limit}`.execute(db)
  return rows.map(({ user_uuid }) => user_uuid)
}

/** Clears the uuids of people whose accounts have been gone for 30 seconds, which is longer than any request takes. */
export async function updateForgottenPeople(db: Db, people: string[]): Promise<void> {
  await sql`
    update deleted_accounts set user_uuid = null
    where user_uuid = any (${people}::uuid[]) and expires_at < now() + interval '2 days' - interval '30 seconds'
    `.execute(db)
}
