import type { Lifetime } from '@cruddur/contract/lifetimes'
import type { Preferences } from '@cruddur/contract/preferences/preferences'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

const columns = sql`default_lifetime, welcomed_at is not null as welcomed, wants_receipts as receipts`

/** Null if the subject has no account. */
export async function selectPreferences(db: Db, sub: string): Promise<Preferences | null> {
  const { rows } = await sql<Preferences>`select ${columns} from users where cognito_user_uuid = ${sub}`.execute(db)
  return rows[0] ?? null
}

/** Changes what is not undefined. Null if the subject has no account. */
export async function updatePreferences(
  db: Db,
  {
    sub,
    lifetime,
    welcomed,
    receipts,
  }: { sub: string; lifetime: Lifetime | null | undefined; welcomed: boolean; receipts: boolean | undefined },
): Promise<Preferences | null> {
  const { rows } = await sql<Preferences>`
    update users set
      default_lifetime = ${lifetime === undefined ? sql`default_lifetime` : lifetime},
      welcomed_at = coalesce(welcomed_at, ${welcomed ? sql`now()` : null}),
      wants_receipts = coalesce(${receipts ?? null}, wants_receipts)
    where cognito_user_uuid = ${sub} returning ${columns}`.execute(db)
  return rows[0] ?? null
}
