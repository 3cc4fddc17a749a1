import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import type { Limit } from '../config/setting-values.ts'
import { partsOfWindow } from './sliding-window.ts'

/**
 * Takes up to `wanted` requests of a client's limit for this server. All servers take from the same count, which slides in
 * twelve parts by the database's clock. Two servers that ask at the same instant can both get the last requests.
 *
 * @param key a hash that names the client
 * @returns how many this server may admit, which is 0 when the limit is reached
 */
export async function takeFromLimit(db: Db, key: Buffer, wanted: number, { max, window }: Limit): Promise<number> {
  const partSeconds = window / 1_000 / partsOfWindow
  const { rows } = await sql<{ taken: number }>`
    with turn as materialized (
      select floor(extract(epoch from now()) / ${partSeconds})::bigint as part
    ), used as (
      select coalesce(sum(count), 0)::integer as count from turn
      left join rate_counts on key = ${key} and rate_counts.part >= turn.part - ${partsOfWindow}
    ), room as (
      select turn.part, least(${wanted}, ${max} - used.count) as taken from turn, used
    ), written as (
      insert into rate_counts as c (key, part, count, expires_at)
      select ${key}, part, taken, now() + ${2 * window} * interval '1 millisecond' from room where taken > 0
      on conflict (key, part) do update set count = c.count + excluded.count
    )
    select greatest(taken, 0) as taken from room`.execute(db)
  return rows[0]?.taken ?? 0
}
