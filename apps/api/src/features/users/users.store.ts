import type { UserShort } from '@cruddur/contract/users'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

/** Changes the profile of a person. A bio of null leaves the bio as it is. */
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
