import type { StreamEvent } from '@cruddur/contract/stream'
import type { Db } from '@cruddur/storage/postgres'
import { type RawBuilder, sql } from 'kysely'
import type { Position } from './position.ts'

/** Something happened: references to what and to whom, read when they are told. */
export type EventRow = {
  kind: Exclude<StreamEvent['kind'], 'resync'>
  activity_uuid: string | null
  message_group_uuid: string | null
  /** Of a burnt crud, while they have an account; in a group of messages the other member. */
  author_uuid: string | null
  /** Whom a notification, or what happened in a group of messages, is for. */
  user_uuid: string | null
}

export type Look = Position & {
  /** What this look could see (`pg_snapshot`). */
  snapshot: string
  /** Whether where it began is in this database's past. A database that was restored can have another. */
  known: boolean
  /** In the order in which they happened. */
  events: EventRow[]
}

/** One statement, so that the events and the snapshot that they are seen in are of one instant. */
async function look(db: Db, known: RawBuilder<boolean>, which: RawBuilder<boolean>, limit: number): Promise<Look> {
  const { rows } = await sql<Look>`
    select floor(extract(epoch from clock_timestamp()) * 1000)::int8 as at,
      pg_snapshot_xmin(pg_current_snapshot())::text as horizon, pg_current_snapshot()::text as snapshot,
      ${known} as known,
      coalesce((
        select json_agg(json_build_object('kind', kind, 'activity_uuid', activity_uuid, 'author_uuid', author_uuid,
          'user_uuid', user_uuid, 'message_group_uuid', message_group_uuid) order by id)
        from (
          select * from stream_events where ${which} and (kind <> 'burnt' or expires_at > now()) limit ${limit}
        ) e
      ), '[]') as events`.execute(db)
  return rows[0] as Look
}

/** Where the stream is now. */
export const selectPosition = (db: Db): Promise<Look> => look(db, sql`true`, sql`false`, 0)

/** What was committed since a look that saw `snapshot`: everything, and nothing twice. At most `limit` of it. */
export const selectEventsSince = (db: Db, snapshot: string, limit: number): Promise<Look> =>
  look(
    db,
    sql`pg_snapshot_xmax(${snapshot}::pg_snapshot) <= pg_snapshot_xmax(pg_current_snapshot())`,
    sql`xid >= pg_snapshot_xmin(${snapshot}::pg_snapshot) and not pg_visible_in_snapshot(xid, ${snapshot}::pg_snapshot)`,
    limit,
  )

/** What a reader who is at `position` may have missed, and perhaps a little that they have not. At most `limit` of it. */
export const selectEventsFrom = (
  db: Db,
  { horizon }: Position,
  readerUuid: string | null,
  limit: number,
): Promise<Look> =>
  look(
    db,
    sql`${horizon}::xid8 <= pg_snapshot_xmax(pg_current_snapshot())`,
    sql`xid >= ${horizon}::xid8 and (user_uuid is null or user_uuid = ${readerUuid})`,
    limit,
  )
