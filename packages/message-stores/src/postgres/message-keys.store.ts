import type { IdempotencyKey } from '@cruddur/storage/idempotency-key'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import type { Message } from '../messages.port.ts'

/** Takes a key that nobody has used. False when somebody has; waits for whoever is just using it. */
export async function insertKey(db: Db, person: string, { key, fingerprint }: IdempotencyKey): Promise<boolean> {
  const { rows } = await sql`
    insert into message_keys (user_uuid, key, fingerprint, expires_at)
    select uuid, ${key}, ${fingerprint}, now() + interval '24 hours' from users where uuid = ${person}
    on conflict do nothing returning 1`.execute(db)
  return rows.length > 0
}

/** What a key stands for, if it still counts. Nobody else can take the key until this transaction ends. */
export async function selectKeyForUpdate(db: Db, person: string, { key }: IdempotencyKey) {
  const { rows } = await sql<{ fingerprint: string; message_uuid: string | null; counts: boolean }>`
    select fingerprint, message_uuid, expires_at > now() as counts from message_keys
    where user_uuid = ${person} and key = ${key} for update`.execute(db)
  return rows[0] ?? null
}

/** Gives a key that no longer counts to another request. */
export const updateKey = (db: Db, person: string, { key, fingerprint }: IdempotencyKey) =>
  sql`
    update message_keys set fingerprint = ${fingerprint}, message_uuid = null, expires_at = now() + interval '24 hours'
    where user_uuid = ${person} and key = ${key}`.execute(db)

/** Remembers what was sent, by reference. The key counts no longer than that lives. */
export const updateKeyMessage = (db: Db, { key }: IdempotencyKey, { from, uuid, expires_at }: Message) =>
  sql`
    update message_keys set message_uuid = ${uuid}, expires_at = least(expires_at, ${expires_at}::timestamptz)
    where user_uuid = ${from} and key = ${key}`.execute(db)

/** Leaves the key to another request. */
export const deleteKey = (db: Db, person: string, { key }: IdempotencyKey) =>
  sql`delete from message_keys where user_uuid = ${person} and key = ${key}`.execute(db)

/** Erases keys that no longer count, at most `limit` of them, and tells how many. */
export async function deleteExpiredMessageKeys(db: Db, limit: number): Promise<number> {
  const { rows } = await sql`
    with spent as (
      select user_uuid, key from message_keys where expires_at <= now()
      order by expires_at limit ${limit} for update skip locked
    )
    delete from message_keys k using spent where (k.user_uuid, k.key) = (spent.user_uuid, spent.key)
    returning 1`.execute(db)
  return rows.length
}
