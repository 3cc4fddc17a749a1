import type { StreamEvent } from '@cruddur/contract/stream'
import type { Db } from '@cruddur/storage/postgres'
import { type RawBuilder, sql } from 'kysely'
import type { StreamPosition } from './stream-position.ts'

/** Something that happened: references only, which are read when the event is sent. */
export type EventRow = {
  kind: Exclude<StreamEvent['kind'], 'resync'>
  activity_uuid: string | null
  message_group_uuid: string | null
  /** The message that was burnt. */
  message_uuid: string | null
  /** The author of a burnt crud, unless their account is deleted. In a group of messages: the other member. */
  author_uuid: string | null
  /** Who gets a notification, or an event of a group of messages. */
  user_uuid: string | null
}

/** The events of one query, and where the stream is after them. */
export type EventBatch = StreamPosition & {
  /** Which transactions the query could see (`pg_snapshot`). */
  snapshot: string
  /** Whether the position that it began at is in this database's past. It may not be after a restore from a backup. */
  known: boolean
  /** In the order in which they happened. */
  events: EventRow[]
}

/** One statement, so that the events and the snapshot are of one instant. */
async function selectBatch(
  db: Db,
  known: RawBuilder<boolean>,
  which: RawBuilder<boolean>,
  limit: number,
): Promise<EventBatch> {
  const { rows } = await sql<EventBatch>`
    select floor(extract(epoch from clock_timestamp()) * 1000)::int8 as at,
      pg_snapshot_xmin(pg_current_snapshot())::text as horizon, pg_current_snapshot()::text as snapshot,
      ${known} as known,
      coalesce((
        select json_agg(json_build_object('kind', kind, 'activity_uuid', activity_uuid, 'author_uuid', author_uuid,
          'user_uuid', user_uuid, 'message_group_uuid', message_group_uuid, 'message_uuid', message_uuid) order by id)
        from (
          select * from stream_events where ${which} and (kind <> 'burnt' or expires_at > now()) limit ${limit}
        ) e
      ), '[]') as events`.execute(db)
  return rows[0] as EventBatch
}

/** Where the stream is now. */
export function selectPosition(db: Db): Promise<EventBatch> {
  return selectBatch(db, sql`true`, sql`false`, 0)
}

/** What was committed since a query that saw `snapshot`: everything, and nothing twice. At most `limit` events. */
export function selectEventsSince(db: Db, snapshot: string, limit: number): Promise<EventBatch> {
  return selectBatch(
    db,
    sql`pg_snapshot_xmax(${snapshot}::pg_snapshot) <= pg_snapshot_xmax(pg_current_snapshot())`,
    sql`xid >= pg_snapshot_xmin(${snapshot}::pg_snapshot) and not pg_visible_in_snapshot(xid, ${snapshot}::pg_snapshot)`,
    limit,
  )
}

/** What a reader may have missed since a position, and perhaps some events that they have had. At most `limit` events. */
export function selectEventsFrom(
  db: Db,
  { horizon }: StreamPosition,
  readerUuid: string | null,
  limit: number,
): Promise<EventBatch> {
  return selectBatch(
    db,
    sql`${horizon}::xid8 <= pg_snapshot_xmax(pg_current_snapshot())`,
    sql`xid >= ${horizon}::xid8 and (user_uuid is null or user_uuid = ${readerUuid})`,
    limit,
  )
}
