import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import type { Caller } from '../../../../http/caller.ts'

/** The sessions that ended while access tokens of theirs may still be valid. */
export async function selectEndedSessions(db: Db): Promise<(caller: Caller) => boolean> {
  const { rows } = await sql<{ id: string }>`
    select session_id as id from auth.ended_sessions where expires_at > now()`.execute(db)
  const ended = new Set(rows.map(({ id }) => id))
  return ({ sessionId }) => sessionId !== undefined && ended.has(sessionId)
}
