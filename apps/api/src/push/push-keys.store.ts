import type { Db } from '@cruddur/storage/postgres'
import type { JWK } from 'jose'
import { sql } from 'kysely'

export async function selectPushKey(db: Db): Promise<JWK | null> {
  const { rows } = await sql<{ private_key: JWK }>`select private_key from push_keys`.execute(db)
  return rows[0]?.private_key ?? null
}

/** Does nothing if there is one. */
export async function insertPushKey(db: Db, key: JWK): Promise<void> {
  await sql`insert into push_keys (private_key) values (${JSON.stringify(key)}) on conflict do nothing`.execute(db)
}
