import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

/**
 * Writes one row, and a megabyte to a temporary file that PostgreSQL deletes at once. On a full disk the row alone still finds
 * room, on its own page and in the log that is already there.
 *
 * @throws the error of PostgreSQL when it cannot write
 */
export async function tryWrite(db: Db): Promise<void> {
  // With so little memory the rows of the function go through a file. The setting ends with the statement.
  await sql`
    with mark as (update clock_mark set latest = greatest(latest, now()))
    select count(*) from (select length(set_config('work_mem', '64kB', true)) as length) little
      cross join lateral generate_series(little.length, 50000)`.execute(db)
}
