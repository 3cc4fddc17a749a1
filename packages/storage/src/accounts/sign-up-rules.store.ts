import { sql } from 'kysely'
import type { Db } from '../postgres.ts'

/** Who can sign up: anybody, people with an invitation, or nobody. */
export type SignUpMode = 'open' | 'invited' | 'closed'

export async function selectSignUpMode(db: Db): Promise<SignUpMode> {
  const { rows } = await sql<{ sign_up: SignUpMode }>`select sign_up from server_settings`.execute(db)
  return rows[0]?.sign_up ?? 'open'
}

/**
 * Uses an invitation for an address, once however often it is asked. Returns false when there is no such invitation, when it
 * has ended, and when it is used up.
 */
export async function updateUsesLeft(
  db: Db,
  { code, emailHash }: { code: string; emailHash: string },
): Promise<boolean> {
  const { rows } = await sql`
    with known as (
      select from invitations join invitation_uses on invitation_uuid = uuid
      where code = ${code} and email_hash = ${emailHash} and expires_at > now()
    ), spent as (
      update invitations set uses_left = uses_left - 1
      where code = ${code} and uses_left > 0 and expires_at > now() and not exists (select from known)
      returning uuid
    ), noted as (
      insert into invitation_uses select uuid, ${emailHash} from spent on conflict do nothing
    )
    select from known union all select from spent`.execute(db)
  return rows.length > 0
}

/** Whether our server holds a handle for an address, so that it has let this sign-up begin. */
export async function selectIsHeld(db: Db, { handle, email }: { handle: string; email: string }): Promise<boolean> {
  const { rows } = await sql`
    select from auth.held_handles
    where skeleton = handle_skeleton(${handle}) and email = ${email} and expires_at > now()`.execute(db)
  return rows.length > 0
}
