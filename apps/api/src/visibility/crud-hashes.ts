import type { HashesByDay } from '@cruddur/storage/cruds/keyed-hashes'
import { type RawBuilder, sql } from 'kysely'

/** The condition that the crud `a` has one of some hashes of its day. For few cruds: it uses no index. */
export function hasHashOf(hashes: HashesByDay): RawBuilder<boolean> {
  return sql`a.words && ${ofItsDay(hashes)}`
}

/** The hashes of the day in which a crud ends, by default the crud `a`, one row of all. */
export function ofItsDay(
  { firstDay, hashes }: HashesByDay,
  endsAt: RawBuilder<unknown> = sql`a.expires_at`,
): RawBuilder<bigint[]> {
  const day = sql`ending_day(${endsAt}) - ${firstDay}::date + 1`
  return sql`(${hashes}::bigint[])[${day}:${day}]`
}
