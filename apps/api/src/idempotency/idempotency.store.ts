import type { Activity } from '@cruddur/contract/activities'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import type { IdempotencyKey } from './idempotency-key.ts'

const person = (sub: string) => sql`(select uuid from users where cognito_user_uuid = ${sub})`

/** Takes a key that nobody has used. False when somebody has; waits for whoever is just using it. */
export async function insertKey(db: Db, sub: string, { key, fingerprint }: IdempotencyKey): Promise<boolean> {
  const { rows } = await sql`
    insert into idempotency_keys (user_uuid, key, fingerprint, expires_at)
    select uuid, ${key}, ${fingerprint}, now() + interval '24 hours' from users where cognito_user_uuid = ${sub}
    on conflict do nothing returning 1`.execute(db)
  return rows.length > 0
}

/** What a key stands for, if it still counts. Nobody else can take the key until this transaction ends. */
export async function selectKeyForUpdate(db: Db, sub: string, { key }: IdempotencyKey) {
  const { rows } = await sql<{ fingerprint: string; activity_uuid: string | null; counts: boolean }>`
    select fingerprint, activity_uuid, expires_at > now() as counts from idempotency_keys
    where user_uuid = ${person(sub)} and key = ${key} for update`.execute(db)
  return rows[0] ?? null
}

/** Gives a key that no longer counts to another request. */
export const updateKey = (db: Db, sub: string, { key, fingerprint }: IdempotencyKey) =>
  sql`
    update idempotency_keys
    set fingerprint = ${fingerprint}, activity_uuid = null, expires_at = now() + interval '24 hours'
    where user_uuid = ${person(sub)} and key = ${key}`.execute(db)

/** Remembers what the key's request published, by reference. The key counts no longer than that lives. */
export const updateKeyActivity = (db: Db, sub: string, { key }: IdempotencyKey, activity: Activity) =>
  sql`
    update idempotency_keys
    set activity_uuid = ${activity.uuid}, expires_at = least(expires_at, ${activity.expires_at}::timestamptz)
    where user_uuid = ${person(sub)} and key = ${key}`.execute(db)
