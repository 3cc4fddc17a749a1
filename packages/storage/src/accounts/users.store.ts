import { sql } from 'kysely'
import { locks } from '../locks.ts'
import type { Db } from '../postgres.ts'

/** Somebody whose e-mail address is proven. `sub` is the subject of their tokens, a UUID. */
export type NewUser = { sub: string; handle: string; name: string }

/**
 * `known`: the person has a row, from an earlier call. `handle_taken`: somebody else has the handle. `deleted`: the account
 * was deleted, and must not come back (trigger `refuse_return`). Only `registered` has changed anything.
 */
export type Registration = 'registered' | 'known' | 'handle_taken' | 'deleted'

/**
 * Inserts the row of a person. May be repeated, and at the same time: the lock lets calls for a person wait for each
 * other, and for a deletion in progress.
 */
export async function registerUser(db: Db, { sub, handle, name }: NewUser): Promise<Registration> {
  const inserted = await sql`
    insert into users (cognito_user_uuid, handle, display_name)
    select ${sub}, ${handle}, ${name} from pg_advisory_xact_lock(${locks.account}, hashtext(${sub}))
    on conflict do nothing
    returning 1`.execute(db)
  if (inserted.rows.length > 0) return 'registered'
  const { rows } = await sql<{ registration: Registration }>`
    select case
      when exists (select from users where cognito_user_uuid = ${sub}) then 'known'
      when exists (select from deleted_accounts where sub = ${sub}) then 'deleted'
      else 'handle_taken'
    end as registration`.execute(db)
  return rows[0]?.registration ?? 'handle_taken'
}

/** Gives a row that the pool's function has just written the names that were entered where the code was typed in. */
export async function updateNames(db: Db, { sub, name, handle }: NewUser): Promise<void> {
  await sql`
    update users set handle = ${handle}, display_name = ${name}
    where cognito_user_uuid = ${sub} and (handle, display_name) is distinct from (${handle}, ${name})
      and not exists (select from users where handle_skeleton(handle) = handle_skeleton(${handle})
        and cognito_user_uuid <> ${sub})`.execute(db)
}
