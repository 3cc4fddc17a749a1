import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

/**
 * Burns a crud with all that refers to it, and returns whether there was one. Locks the parent of a reply first, since its
 * count changes: burning the parent locks both in that order, too.
 *
 * @param author a subject: burns only what that person wrote
 */
export async function deleteCrud(db: Db, uuid: string, author?: string): Promise<boolean> {
  const isTheirs = author ? sql`user_uuid = (select uuid from users where cognito_user_uuid = ${author})` : sql`true`
  const { rows } = await sql`
    with parent as materialized (
      select uuid from live_activities
      where uuid = (select reply_to_activity_uuid from live_activities where uuid = ${uuid}) for no key update
    )
    delete from live_activities
    where uuid = ${uuid} and ${isTheirs}
      and (reply_to_activity_uuid is null or reply_to_activity_uuid in (select uuid from parent))
    returning 1`.execute(db)
  return rows.length > 0
}
