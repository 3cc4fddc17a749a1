import { keepPlan } from '@cruddur/storage/kept-plans'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

/** What tells whether a reply that was read before would be the same now. Times are milliseconds since 1970, by the database's clock. */
export type DatabaseState = {
  /** Which transactions a query sees (`pg_snapshot`). It differs as soon as any transaction that wrote has committed. */
  snapshot: string
  /** Whether this was read in a transaction that has written itself, which its snapshot does not show. */
  writing: boolean
  now: number
  /** The mark of the clock, while it hides what has expired (decision 017). */
  mark: number | null
  /** When the next reply expires that its parent outlives, which then counts one less. Null if there is none. */
  next_early_leave: number | null
  /** The stream's position: see stream-position.ts. */
  at: number
  horizon: string
}

const milliseconds = (time: string) => sql.raw<number>(`(extract(epoch from ${time}) * 1000)::float8`)

/** One statement, so that all of it is of one instant. It reads two rows. */
export async function selectDatabaseState(db: Db): Promise<DatabaseState> {
  const { rows } = await sql<DatabaseState>`${keepPlan}
    select pg_current_snapshot()::text as snapshot, pg_current_xact_id_if_assigned() is not null as writing,
      ${milliseconds('now()')} as now,
      (select ${milliseconds('latest')} from clock_mark where latest < now() + interval '1 day') as mark,
      (select ${milliseconds('min(expires_at)')} from live_activities where leaves_early) as next_early_leave,
      floor(${milliseconds('clock_timestamp()')})::int8 as at, pg_snapshot_xmin(pg_current_snapshot())::text as horizon`.execute(
    db,
  )
  return rows[0] as DatabaseState
}

/**
 * Whether everything that is read from the database is the same in two states, the earlier first, but for cruds that have ended:
 * nothing was committed between them, no crud counts a reply less, and the clock was not set back.
 */
export function isUnchanged(before: DatabaseState, now: DatabaseState): boolean {
  return (
    now.snapshot === before.snapshot &&
    !now.writing &&
    now.mark === before.mark &&
    now.now >= before.now &&
    !hasReplyLeft(before, now.now)
  )
}

/** Whether a crud that is shown in a state counts a reply less at a time of the database's clock. */
export function hasReplyLeft({ next_early_leave: next }: DatabaseState, now: number): boolean {
  return next !== null && now >= next
}
