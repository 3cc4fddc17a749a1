import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { isNotBlocked } from '../../visibility/conditions.ts'
import { oneMinuteAuthor } from '../../visibility/one-minute-author.ts'

/** How many one-minute cruds are alive. */
export async function countOneMinuteCruds(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from live_activities a join users u on u.uuid = a.user_uuid
    where a.user_uuid = ${oneMinuteAuthor} and ${isNotBlocked(null)}`.execute(db)
  return rows[0]?.count ?? 0
}

/** @returns whether the author is there now: not if the handle is somebody else's */
export async function insertOneMinuteAuthor(db: Db, handle: string): Promise<boolean> {
  const { rows } = await sql`
    with made as (
      insert into users (uuid, cognito_user_uuid, handle, display_name, bio)
      values (${oneMinuteAuthor}, ${oneMinuteAuthor}, ${handle}, 'One minute',
        'Not a person. Cruds that visitors of the page /proof watch ending.')
      on conflict do nothing returning 1
    )
    select from made union all select from users where uuid = ${oneMinuteAuthor}`.execute(db)
  return rows.length > 0
}
