import { locks } from '@cruddur/storage/locks'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import type { Account } from './identity.port.ts'

/**
 * Inserts the person's row. Does nothing if it exists, if the handle is somebody else's, or if the account was deleted
 * (trigger `refuse_return`). The lock waits for a deletion in progress.
 */
export async function insertUser(db: Db, { sub, handle, name }: Account): Promise<void> {
  await sql`
    insert into users (cognito_user_uuid, handle, display_name)
    select ${sub}, ${handle}, ${name} from pg_advisory_xact_lock(${locks.account}, hashtext(${sub}))
    on conflict do nothing`.execute(db)
}
