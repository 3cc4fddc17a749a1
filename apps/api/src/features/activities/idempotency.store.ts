import type { Activity } from '@cruddur/contract/activities'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import type { IdempotencyKey } from './idempotency.ts'

const person = (sub: string) => sql`(select uuid from users where cognito_user_uuid = ${sub})`

/**
 * Takes the key for this request. False when it is taken and what it published is alive. Waits for whoever is just taking
 * it.
 */
export async function claimKey(db: Db, sub: string, { key, fingerprint }: IdempotencyKey): Promise<boolean> {
  const { rows } = await sql`
    insert into idempotency_keys (user_uuid, key, fingerprint, expires_at)
    select uuid, ${key}, ${fingerprint}, now() + interval '24 hours' from users where cognito_user_uuid = ${sub}
    on conflict (user_uuid, key) do update
      set fingerprint = excluded.fingerprint, activity_uuid = null, expires_at = excluded.expires_at
      where idempotency_keys.expires_at <= now()
        or not exists (select from live_activities a where a.uuid = idempotency_keys.activity_uuid)
    returning 1`.execute(db)
  return rows.length > 0
}

/** Remembers what the key's request published, by reference. */
export const fulfilKey = (db: Db, sub: string, { key }: IdempotencyKey, activity: Activity) =>
  sql`
    update idempotency_keys
    set activity_uuid = ${activity.uuid}, expires_at = least(expires_at, ${activity.expires_at}::timestamptz)
    where user_uuid = ${person(sub)} and key = ${key}`.execute(db)

export async function selectKey(db: Db, sub: string, { key }: IdempotencyKey) {
  const { rows } = await sql<{ fingerprint: string; activity_uuid: string | null }>`
    select fingerprint, activity_uuid from idempotency_keys
    where user_uuid = ${person(sub)} and key = ${key} and expires_at > now()`.execute(db)
  return rows[0] ?? null
}

/** Erases keys that no longer count, at most `limit` of them, and tells how many. */
export async function deleteExpiredKeys(db: Db, limit: number): Promise<number> {
  const { rows } = await sql`
    with spent as (
      select user_uuid, key from idempotency_keys where expires_at <= now()
      order by expires_at limit ${limit} for update skip locked
    )
    delete from idempotency_keys k using spent where (k.user_uuid, k.key) = (spent.user_uuid, spent.key)
    returning 1`.execute(db)
  return rows.length
}
