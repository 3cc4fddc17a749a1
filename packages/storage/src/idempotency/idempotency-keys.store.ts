import { sql } from 'kysely'
import type { Db } from '../postgres.ts'
import type { IdempotencyKey } from './idempotency-key.ts'

/** What a request makes. The same key can be used once for each kind. */
export type KeyKind = 'crud' | 'message'

/** The person who used the key, by the subject of their tokens or by uuid. */
export type KeyOwner = { sub: string } | { uuid: string }

export type KeyClaim = { kind: KeyKind; owner: KeyOwner; key: IdempotencyKey }

/** What a request made, by reference: never its words. */
export type Made = { uuid: string; expires_at: string }

const referenceColumns = { crud: sql.ref('activity_uuid'), message: sql.ref('message_uuid') }

function isOwner(owner: KeyOwner) {
  return 'sub' in owner ? sql`u.cognito_user_uuid = ${owner.sub}` : sql`u.uuid = ${owner.uuid}`
}

function isKey({ kind, owner, key: { key } }: KeyClaim) {
  return sql`user_uuid = (select uuid from users u where ${isOwner(owner)}) and kind = ${kind} and key = ${key}`
}

function newRow({ kind, owner, key: { key, fingerprint } }: KeyClaim) {
  return sql`idempotency_keys (user_uuid, kind, key, fingerprint, expires_at)
    select u.uuid, ${kind}, ${key}, ${fingerprint}, now() + interval '24 hours' from users u where ${isOwner(owner)}`
}

/** Takes a free key. False if it is taken, or if the owner does not exist. Waits for a request that is just using it. */
export async function insertKey(db: Db, claim: KeyClaim): Promise<boolean> {
  const { rows } = await sql`insert into ${newRow(claim)} on conflict do nothing returning 1`.execute(db)
  return rows.length > 0
}

/**
 * The request that took a key, and what it made: null if the key has expired since. Holds the key until the transaction
 * ends. Null if the key is free.
 */
export async function selectKeyForUpdate(db: Db, claim: KeyClaim) {
  const { rows } = await sql<{ fingerprint: string; made: string | null }>`
    select fingerprint, case when expires_at > now() then ${referenceColumns[claim.kind]} end as made
    from idempotency_keys where ${isKey(claim)} for update`.execute(db)
  return rows[0] ?? null
}

/** Gives a key to this request: one that has expired, or whose crud or message is gone. */
export async function upsertKey(db: Db, claim: KeyClaim): Promise<void> {
  await sql`
    insert into ${newRow(claim)}
    on conflict (user_uuid, kind, key) do update set
      fingerprint = excluded.fingerprint, expires_at = excluded.expires_at, activity_uuid = null, message_uuid = null
    `.execute(db)
}

/** Records what the key's request made. The key expires with it at the latest. */
export async function updateKeyReference(db: Db, claim: KeyClaim, { uuid, expires_at }: Made): Promise<void> {
  await sql`
    update idempotency_keys set
      ${referenceColumns[claim.kind]} = ${uuid}, expires_at = least(expires_at, ${expires_at}::timestamptz)
    where ${isKey(claim)}`.execute(db)
}

/** Frees a key. */
export async function deleteKey(db: Db, claim: KeyClaim): Promise<void> {
  await sql`delete from idempotency_keys where ${isKey(claim)}`.execute(db)
}

/** Frees every key of one kind that a person used. */
export async function deleteKeysOf(db: Db, kind: KeyKind, person: string): Promise<void> {
  await sql`delete from idempotency_keys where user_uuid = ${person} and kind = ${kind}`.execute(db)
}
