import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

export type CrudRow = {
  user_uuid: string
  message?: string
  reply_to_activity_uuid?: string | null
  /** Seconds before now at which it was published. */
  age?: number
  /** Seconds from now until it expires; negative: that long ago. Never later than its parent. */
  left?: number
}

/** Inserts a crud of any age straight into the table, which the API cannot do, and returns its uuid. */
export async function insertCrud(db: Db, row: CrudRow): Promise<string> {
  const { user_uuid, message = 'a crud', reply_to_activity_uuid = null, age = 3600, left = 3600 } = row
  const { rows } = await sql<{ uuid: string }>`
    insert into activities (user_uuid, message, reply_to_activity_uuid, created_at, expires_at)
    values (${user_uuid}, ${message}, ${reply_to_activity_uuid},
      date_trunc('milliseconds', now()) - ${age} * interval '1 second',
      least(date_trunc('milliseconds', now()) + ${left} * interval '1 second',
        (select expires_at from activities where uuid = ${reply_to_activity_uuid})))
    returning uuid`.execute(db)
  return rows[0]?.uuid as string
}

/** Lets a living crud expire now, by the database's clock. Nothing erases it. */
export async function expireCrud(db: Db, uuid: string): Promise<void> {
  await sql`update activities set expires_at = now() + interval '1 millisecond' where uuid = ${uuid}`.execute(db)
  const expired = sql<{ expired: boolean }>`
    select expires_at <= clock_timestamp() as expired from activities where uuid = ${uuid}`
  while (!(await expired.execute(db)).rows[0]?.expired);
}
