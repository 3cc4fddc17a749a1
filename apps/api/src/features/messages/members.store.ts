import type { UserShort } from '@cruddur/contract/users'
import { keepPlan } from '@cruddur/storage/kept-plans'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { isNotBlocked } from '../../visibility/conditions.ts'
import { readerRow } from '../../visibility/reader.ts'

/** Those of the people whom no block hides from the reader, with their present names. */
export async function selectPresent(db: Db, uuids: string[], sub: string): Promise<UserShort[]> {
  const { rows } = await sql<UserShort>`${keepPlan}
    with ${readerRow(sub)}
    select u.uuid, u.handle, u.display_name, u.face from users u
    where u.uuid = any (${uuids}::uuid[]) and ${isNotBlocked(sub)}`.execute(db)
  return rows
}
