import type { UserShort } from '@cruddur/contract/users'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { isNotBlocked } from '../../visibility/conditions.ts'
import { type Reader, readerRow } from '../../visibility/reader.ts'

/** Who a handle is, or null for nobody and for who is absent to the reader. */
export async function selectUserShort(db: Db, handle: string, sub: Reader): Promise<UserShort | null> {
  const { rows } = await sql<UserShort>`
    with ${readerRow(sub)}
    select u.uuid, u.handle, u.display_name from users u where u.handle = ${handle} and ${isNotBlocked(sub)}`.execute(
    db,
  )
  return rows[0] ?? null
}

/** Changes the person whose tokens say `sub`. A bio of null stays as it is. */
export async function updateUser(
  db: Db,
  change: { sub: string; display_name: string; bio: string | null },
): Promise<UserShort | null> {
  const { rows } = await sql<UserShort>`
    update users set display_name = ${change.display_name}, bio = coalesce(${change.bio}, bio)
    where cognito_user_uuid = ${change.sub}
    returning uuid, handle, display_name`.execute(db)
  return rows[0] ?? null
}
