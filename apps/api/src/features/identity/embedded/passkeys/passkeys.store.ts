import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import type { Passkey } from '../../identity.port.ts'
import { passwordProvider } from '../accounts.store.ts'
import { unmatchableHash } from '../passwords.ts'

/** Minutes in which a challenge must be signed. People may have to find their phone. */
const challengeMinutes = 5

const shown = sql`id, name, created_at as "createdAt", last_used_at as "lastUsedAt"`

/** @returns false if the account is gone */
export async function insertChallenge(db: Db, challenge: string, sub: string | null): Promise<boolean> {
  const { rows } = await sql`
    insert into auth.passkey_challenges (challenge, user_id, expires_at)
    select ${challenge}, ${sub}::uuid, now() + ${challengeMinutes} * interval '1 minute'
    where ${sub}::uuid is null or exists (select from auth."user" where id = ${sub}::uuid)
    returning 1`.execute(db)
  return rows.length > 0
}

/** Takes a challenge, so that nobody else can. Returns false if it was not made for this person, is over or was taken. */
export async function deleteChallenge(db: Db, challenge: string, sub: string | null): Promise<boolean> {
  const { rows } = await sql<{ isLive: boolean }>`
    delete from auth.passkey_challenges where challenge = ${challenge} and user_id is not distinct from ${sub}::uuid
    returning expires_at > now() as "isLive"`.execute(db)
  return rows[0]?.isLive ?? false
}

export type Owner = { email: string; handle: string; name: string; credentialIds: string[] }

/** Whose passkey is to be made. Null if the subject has no account. */
export async function selectOwner(db: Db, sub: string): Promise<Owner | null> {
  const { rows } = await sql<Owner>`
    select email, handle, name,
      array(select credential_id from auth.passkeys where user_id = u.id order by id) as "credentialIds"
    from auth."user" u where id = ${sub}`.execute(db)
  return rows[0] ?? null
}

export type NewPasskey = {
  sub: string
  name: string
  credentialId: string
  publicKey: Uint8Array
  counter: number
  transports: string[]
}

/** Null if the credential is kept already, the person has `max` passkeys, or the account is gone. */
export async function insertPasskey(db: Db, key: NewPasskey, max: number): Promise<Passkey | null> {
  const { rows } = await sql<Passkey>`
    insert into auth.passkeys (user_id, name, credential_id, public_key, counter, transports)
    select id, ${key.name}, ${key.credentialId}, ${Buffer.from(key.publicKey)}, ${key.counter}, ${key.transports}::text[]
    from auth."user" where id = ${key.sub}
      and (select count(*) from auth.passkeys where user_id = ${key.sub}) < ${max}
    on conflict do nothing returning ${shown}`.execute(db)
  return rows[0] ?? null
}

export async function selectPasskeys(db: Db, sub: string): Promise<Passkey[]> {
  const { rows } = await sql<Passkey>`
    select ${shown} from auth.passkeys where user_id = ${sub} order by id`.execute(db)
  return rows
}

export type StoredPasskey = { id: string; sub: string; publicKey: Buffer; counter: number }

export async function selectPasskey(db: Db, credentialId: string): Promise<StoredPasskey | null> {
  const { rows } = await sql<StoredPasskey>`
    select id, user_id as sub, public_key as "publicKey", counter::double precision as counter
    from auth.passkeys where credential_id = ${credentialId}`.execute(db)
  return rows[0] ?? null
}

/** Notes a use. Returns false if the passkey was removed. */
export async function updateUsed(db: Db, id: string, counter: number): Promise<boolean> {
  const { rows } = await sql`
    update auth.passkeys set counter = ${counter}, last_used_at = now() where id = ${id} returning 1`.execute(db)
  return rows.length > 0
}

type Own = { sub: string; id: string }

export async function updateName(db: Db, { sub, id }: Own, name: string): Promise<Passkey | null> {
  const { rows } = await sql<Passkey>`
    update auth.passkeys set name = ${name} where id = ${id} and user_id = ${sub} returning ${shown}`.execute(db)
  return rows[0] ?? null
}

/** Deletes a passkey unless it is the only way to sign in. Returns false if it is, null if there is no such passkey. */
export async function deletePasskey(db: Db, { sub, id }: Own): Promise<boolean | null> {
  const { rows } = await sql<{ isGone: boolean }>`
    with meant as materialized (
      select id from auth.passkeys where id = ${id} and user_id = ${sub}
    ), gone as (
      delete from auth.passkeys p using meant where p.id = meant.id and (
        exists (select from auth.account a where a."userId" = p.user_id and a."providerId" = ${passwordProvider}
          and a.password <> ${unmatchableHash})
        or exists (select from auth.passkeys o where o.user_id = p.user_id and o.id <> p.id)
      ) returning 1
    )
    select exists (select from gone) as "isGone" from meant`.execute(db)
  return rows[0]?.isGone ?? null
}
