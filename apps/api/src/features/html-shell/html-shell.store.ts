import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

export type CrudHead = { display_name: string; expires_at: string }

/** The author and the deadline of a crud: all that a preview may hold. Never its words. */
export async function selectCrudHead(db: Db, handle: string, uuid: string): Promise<CrudHead | null> {
  const { rows } = await sql<CrudHead>`
    select u.display_name, a.expires_at from live_activities a join users u on u.uuid = a.user_uuid
    where a.uuid = ${uuid} and u.handle = ${handle}`.execute(db)
  return rows[0] ?? null
}
