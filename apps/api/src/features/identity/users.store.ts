import type { UserShort } from '@cruddur/contract/users'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import type { Account } from './identity.port.ts'

/** The person whose access tokens have the subject `sub`, or null. */
export async function selectUserBySub(db: Db, sub: string): Promise<UserShort | null> {
  const { rows } = await sql<UserShort>`
    select uuid, handle, display_name from users where cognito_user_uuid = ${sub}`.execute(db)
  return rows[0] ?? null
}

/**
 * Inserts the person's row. Does nothing if it exists, if the handle is somebody else's, or if the account was deleted
 * (trigger `refuse_return`). The lock waits for a deletion in progress.
 */
export async function insertUser(db: Db, { sub, handle, name }: Account): Promise<void> {
  await sql`
    insert into users (cognito_user_uuid, handle, display_name)
    select ${sub}, ${handle}, ${name} from pg_advisory_xact_lock(4567005, hashtext(${sub}))
    on conflict do nothing`.execute(db)
}
