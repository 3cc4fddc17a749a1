import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import type { PublicKey } from '../../identity.port.ts'

/** Publishes a key for `seconds`. */
export async function insertSigningKey(db: Db, key: PublicKey, seconds: number): Promise<void> {
  await sql`
    insert into auth.signing_keys (kid, public_key, expires_at)
    values (${key.kid}, ${JSON.stringify(key)}, now() + ${seconds} * interval '1 second')`.execute(db)
}

/** The keys that are accepted at present, newest first. */
export async function selectSigningKeys(db: Db): Promise<PublicKey[]> {
  const { rows } = await sql<{ public_key: PublicKey }>`
    select public_key from auth.signing_keys where expires_at > now() order by created_at desc`.execute(db)
  return rows.map((row) => row.public_key)
}
