import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

/** People whose accounts were deleted and whose messages may be anywhere yet, `limit` at most. */
export async function selectDeletedPeople(db: Db, limit: number): Promise<string[]> {
  const { rows } = await sql<{ user_uuid: string }>`
    select user_uuid from deleted_accounts where user_uuid is not null order by expires_at limit ${limit}`.execute(db)
  return rows.map(({ user_uuid }) => user_uuid)
}

/** Forgets who they were, once their accounts have been gone for longer than any request takes. */
export async function updateForgottenPeople(db: Db, people: string[]): Promise<void> {
  await sql`
    update deleted_accounts set user_uuid = null
    where user_uuid = any (${people}::uuid[]) and expires_at < now() + interval '2 days' - interval '30 seconds'
    `.execute(db)
}
