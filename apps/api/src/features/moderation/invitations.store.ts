import type { Invitation } from '@cruddur/contract/moderation/invitations'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import type { Moderator } from '../../moderators/moderator-of.ts'

/** The invitations that still work, the latest first. */
export async function selectInvitations(db: Db): Promise<Invitation[]> {
  const { rows } = await sql<Invitation>`
    select uuid, code, moderator_handle, uses_left, created_at, expires_at from invitations
    where expires_at > now() and uses_left > 0 order by created_at desc, uuid desc limit 1000`.execute(db)
  return rows
}

export async function insertInvitationAudited(
  db: Db,
  { handle }: Moderator,
  { code, uses, days }: { code: string; uses: number; days: number },
): Promise<Invitation> {
  const { rows } = await sql<Invitation>`
    with audited as (insert into report_audits (moderator_handle, action) values (${handle}, 'invite'))
    insert into invitations (code, moderator_handle, uses_left, expires_at)
    values (${code}, ${handle}, ${uses}, now() + ${days} * interval '1 day')
    returning uuid, code, moderator_handle, uses_left, created_at, expires_at`.execute(db)
  return rows[0] as Invitation
}

/** Returns whether there was one. */
export async function deleteInvitationAudited(db: Db, { handle }: Moderator, uuid: string): Promise<boolean> {
  const { rows } = await sql`
    with ended as (delete from invitations where uuid = ${uuid} and expires_at > now() returning uuid),
    audited as (
      insert into report_audits (moderator_handle, action) select ${handle}, 'end_invitation' from ended
    )
    select from ended`.execute(db)
  return rows.length > 0
}
