import type { UserShort } from '@cruddur/contract/users'
import type { Face } from '@cruddur/contract/users/face'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

/** Changes the profile of a person. A bio of null and a face of undefined leave them as they are; a face of null takes it away. */
export async function updateUser(
  db: Db,
  change: { sub: string; display_name: string; bio: string | null; face: Face | null | undefined },
): Promise<UserShort | null> {
  const { rows } = await sql<UserShort>`
    update users set display_name = ${change.display_name}, bio = coalesce(${change.bio}, bio)
      ${change.face === undefined ? sql`` : sql`, face = ${change.face && JSON.stringify(change.face)}::jsonb`}
    where cognito_user_uuid = ${change.sub}
    returning uuid, handle, display_name, face`.execute(db)
  return rows[0] ?? null
}
