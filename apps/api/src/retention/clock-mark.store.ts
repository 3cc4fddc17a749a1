import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

/**
 * Moves the mark to the time of the database's clock, unless the mark is later or less than a second behind.
 *
 * @returns by how many seconds the clock is behind the mark, 0 if it is not
 */
export async function updateClockMark(db: Db): Promise<number> {
  const { rows } = await sql<{ behind: number }>`
    with moved as (update clock_mark set latest = now() where latest < now() - interval '1 second')
    select greatest(extract(epoch from latest - now()), 0)::float8 as behind from clock_mark`.execute(db)
  return rows[0]?.behind ?? 0
}
