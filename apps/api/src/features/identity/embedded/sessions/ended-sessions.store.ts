import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

/** The ids of sessions that ended while access tokens of theirs may still be valid. */
export async function selectEndedSessions(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select session_id as id from auth.ended_sessions where expires_at > now()`.execute(db)
  return rows.map(({ id }) => id)
}
