import { sql } from 'kysely'
import type { Db } from '../postgres.ts'

/** Seconds for which a sign-up waits for its confirmation, and holds its handle. */
export const signUpLifetimeSeconds = 24 * 3600

/** The subject of no account: of somebody who signs up. */
export const noSub = '00000000-0000-0000-0000-000000000000'

/**
 * Whether a handle belongs to another person, to a deleted one, or to a pending sign-up of another address. One that looks
 * like theirs counts as theirs.
 */
export async function selectHandleTaken(
  db: Db,
  { handle, email, sub }: { handle: string; email: string; sub: string },
): Promise<boolean> {
  const { rows } = await sql`
    select from users where handle_skeleton(handle) = handle_skeleton(${handle}) and cognito_user_uuid <> ${sub}
    union all select from retired_handles where handle = ${handle} and expires_at > now()
    union all select from auth."user" where handle = ${handle} and id <> ${sub}
    union all select from auth.held_handles
      where skeleton = handle_skeleton(${handle}) and email <> ${email} and expires_at > now()
    limit 1`.execute(db)
  return rows.length > 0
}

/** Handles that one address can hold at a time. */
const maxHeld = 5

/**
 * Holds a handle for an address. Returns false if it is held for another. If the address holds too many, the oldest is freed:
 * if the new one were refused, a stranger could keep somebody from signing up.
 */
export async function upsertHeldHandle(db: Db, { handle, email }: { handle: string; email: string }): Promise<boolean> {
  const { rows } = await sql`
    with freed as (
      delete from auth.held_handles where skeleton in (
        select skeleton from auth.held_handles
        where email = ${email} and skeleton <> handle_skeleton(${handle}) and expires_at > now()
        order by expires_at desc, skeleton offset ${maxHeld - 1}))
    insert into auth.held_handles as held (skeleton, email, expires_at)
    values (handle_skeleton(${handle}), ${email}, now() + ${signUpLifetimeSeconds} * interval '1 second')
    on conflict (skeleton) do update set email = excluded.email, expires_at = excluded.expires_at
      where held.email = excluded.email or held.expires_at <= now()
    returning 1`.execute(db)
  return rows.length > 0
}

/** Frees the handles that sign-ups of an address have held. */
export async function deleteHeldHandles(db: Db, email: string): Promise<void> {
  await sql`delete from auth.held_handles where email = ${email}`.execute(db)
}
