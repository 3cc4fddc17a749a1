import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

export type Lags = {
  /** How many seconds ago the oldest crud, message or piece of evidence expired that is still stored. 0 when there is none. */
  erasure: number
  /** By how many seconds the database's clock is behind the latest time that it has shown. 0 when it is not. */
  clock: number
}

export async function selectLags(db: Db): Promise<Lags> {
  const { rows } = await sql<Lags>`
    select coalesce(extract(epoch from now() - least(
      (select min(expires_at) from activities where expires_at <= now()),
      (select min(expires_at) from messages where expires_at <= now()),
      (select min(expires_at) from reports where expires_at <= now())
    )), 0)::float8 as erasure,
    coalesce((select greatest(extract(epoch from latest - now()), 0) from clock_mark), 0)::float8 as clock`.execute(db)
  return rows[0] ?? { erasure: 0, clock: 0 }
}
