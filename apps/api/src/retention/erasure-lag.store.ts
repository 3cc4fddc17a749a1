import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

/**
 * Moves the mark to the instant before which everything that ended is erased, and keeps by how much it was behind, the worst
 * of the hour and since the last line of the log. That is the longest that anything can have waited.
 *
 * @param blur for a new hour
 */
export async function updateErasureMark(db: Db, blur: number): Promise<void> {
  await sql`
    with reached as (
      select least(now(),
        (select min(expires_at) from activities where expires_at <= now()),
        (select min(expires_at) from messages where expires_at <= now()),
        (select min(expires_at) from reports where expires_at <= now())) as until
    ), moved as (
      update erasure_mark m set
        worst_ms = greatest(m.worst_ms, extract(epoch from now() - m.erased_until) * 1000),
        erased_until = greatest(m.erased_until, r.until)
      from reached r
      returning greatest(extract(epoch from now() - old.erased_until) * 1000, 0)::int8 as waited_ms
    )
    insert into erasure_hours as h (hour, worst_ms, blur, expires_at)
    select ${thisHour}, waited_ms, ${blur}, ${thisHour} + interval '30 days' from moved
    on conflict (hour) do update set worst_ms = excluded.worst_ms where h.worst_ms < excluded.worst_ms`.execute(db)
}

/** Adds erased rows and destroyed keys to this hour. */
export async function addToHour(
  db: Db,
  { rows, keys, blur }: { rows: number; keys: number; blur: number },
): Promise<void> {
  await sql`
    insert into erasure_hours as h (hour, worst_ms, rows, keys, blur, expires_at)
    values (${thisHour}, 0, ${rows}, ${keys}, ${blur}, ${thisHour} + interval '30 days')
    on conflict (hour) do update set rows = h.rows + excluded.rows, keys = h.keys + excluded.keys`.execute(db)
}

/** In UTC, whatever the time zone of the session. */
const thisHour = sql`date_trunc('hour', now(), 'UTC')`

export type ErasureHour = { hour: string; worst_ms: number; rows: number; keys: number; blur: number; running: boolean }

/** The hours of the last 30 days in which a server ran, oldest first. */
export async function selectErasureHours(db: Db): Promise<ErasureHour[]> {
  const { rows } = await sql<ErasureHour>`
    select hour, worst_ms, keys, rows, blur, hour = ${thisHour} as running from erasure_hours
    where expires_at > now() order by hour`.execute(db)
  return rows
}
