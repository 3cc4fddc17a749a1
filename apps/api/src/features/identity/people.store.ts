import type { UserShort } from '@cruddur/contract/users'
import { locks } from '@cruddur/storage/locks'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import type { Person } from './identity.port.ts'

/** The person whose tokens say `sub`. */
export async function selectUserBySub(db: Db, sub: string): Promise<UserShort | null> {
  const { rows } = await sql<UserShort>`
    select uuid, handle, display_name from users where cognito_user_uuid = ${sub}`.execute(db)
  return rows[0] ?? null
}

/**
 * Makes the person known to the rest of Cruddur. Does nothing when they are, when the handle is somebody else's, or when
 * the account was deleted (trigger `refuse_return`): a deletion that is under way holds the lock.
 */
export async function insertUser(db: Db, { sub, handle, name }: Person): Promise<void> {
  await sql`
    insert into users (cognito_user_uuid, handle, display_name)
    select ${sub}, ${handle}, ${name} from pg_advisory_xact_lock(${locks.account}, hashtext(${sub}))
    on conflict do nothing`.execute(db)
}
