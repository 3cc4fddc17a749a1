import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { countExpiredRows } from '../../retention/expired-rows.store.ts'
import { expiringTables } from '../../retention/expiring-tables.ts'

export type DeathsInHour = { kind: 'crud' | 'message'; hour: number; count: number }

/**
 * How many living cruds and messages expire in each of the next `hours` hours. Hour 1 begins now. Hours without any are left out.
 * Of each kind, at most `most` are counted, the next to expire first.
 */
export async function selectDeathsAhead(db: Db, hours: number, most: number): Promise<DeathsInHour[]> {
  const { rows } = await sql<DeathsInHour>`
    with dying as (
      (select 'crud' as kind, expires_at from live_activities where expires_at < now() + ${hours} * interval '1 hour'
        order by expires_at limit ${most})
      union all
      (select 'message', expires_at from live_messages where expires_at < now() + ${hours} * interval '1 hour'
        order by expires_at limit ${most})
    )
    select kind, floor(extract(epoch from expires_at - now()) / 3600)::integer + 1 as hour, count(*) as count
    from dying group by 1, 2`.execute(db)
  return rows
}

/** How many notifications nobody has read yet, at most `most`. */
export async function countUnreadNotifications(db: Db, most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (select from live_notifications where read_at is null limit ${most}) unread`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

/** The filled share of PostgreSQL's queue of notifications. */
export async function selectNotificationQueue(db: Db): Promise<number> {
  const { rows } = await sql<{ share: number }>`select pg_notification_queue_usage()::float8 as share`.execute(db)
  return rows[0]?.share ?? 0
}

/** How many rows of each table have expired and are still stored, at most `most` of each. */
export async function countOverdueRows(db: Db, most: number): Promise<{ table: string; count: number }[]> {
  const counts = []
  for (const expiring of expiringTables) {
    counts.push({ table: expiring.table, count: await countExpiredRows(db, expiring, most) })
  }
  return counts
}
