import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

/** How many seconds ago the oldest crud, message or piece of evidence expired that is still stored. 0 when there is none. */
export async function selectErasureLag(db: Db): Promise<number> {
  const { rows } = await sql<{ lag: number }>`
    select coalesce(extract(epoch from now() - least(
      (select min(expires_at) from activities where expires_at <= now()),
      (select min(expires_at) from messages where expires_at <= now()),
      (select min(expires_at) from reports where expires_at <= now())
    )), 0)::float8 as lag`.execute(db)
  return rows[0]?.lag ?? 0
}
