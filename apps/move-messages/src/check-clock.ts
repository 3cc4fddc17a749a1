import type { Db } from '@cruddur/storage/postgres'
import { StartupError } from '@cruddur/storage/startup-error'
import { sql } from 'kysely'

const maxDifferenceSeconds = 60

/**
 * Refuses a machine whose clock is wrong: by it, messages that have not expired would be taken for expired ones, and deleted.
 *
 * @param nowMs what the machine's clock says, in milliseconds since 1970
 * @throws StartupError if it is more than a minute from PostgreSQL's
 */
export async function checkClock(db: Db, nowMs = Date.now()): Promise<void> {
  const { rows } = await sql<{ seconds: number }>`
    select extract(epoch from clock_timestamp())::float8 - ${nowMs}::float8 / 1000 as seconds`.execute(db)
  const seconds = Math.round(rows[0]?.seconds ?? 0)
  if (Math.abs(seconds) <= maxDifferenceSeconds) return
  const difference = `${Math.abs(seconds)} s ${seconds > 0 ? 'behind' : 'ahead of'} PostgreSQL`
  throw new StartupError('clock', `this machine is ${difference}. The clock decides what has expired: set it first`)
}
