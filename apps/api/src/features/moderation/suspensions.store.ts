import type { Suspension } from '@cruddur/contract/moderation/suspensions'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import type { Moderator } from '../../moderators/moderator-of.ts'

/** `seconds` is null for good. `report` is the report that led to it, if there was one. */
export type NewSuspension = {
  person: string
  reason: Suspension['reason']
  seconds: number | null
  report: string | null
}

/** Suspends a person from now on, in place of a suspension that they have, and records it. */
export async function upsertSuspensionAudited(
  db: Db,
  { handle }: Moderator,
  { person, reason, seconds, report }: NewSuspension,
): Promise<void> {
  await sql`
    with suspended as (
      insert into suspensions (user_uuid, reason, ends_at)
      values (${person}, ${reason}, now() + ${seconds} * interval '1 second')
      on conflict (user_uuid) do update
      set (reason, created_at, ends_at) = (excluded.reason, excluded.created_at, excluded.ends_at)
      returning user_uuid
    )
    insert into report_audits (report_uuid, moderator_handle, action, about_uuid)
    select ${report}::uuid, ${handle}, 'suspend', user_uuid from suspended`.execute(db)
}

/** Ends a person's suspension and records that. Changes nothing when there is none. */
export async function deleteSuspensionAudited(db: Db, { handle }: Moderator, person: string): Promise<void> {
  await sql`
    with lifted as (delete from suspensions where user_uuid = ${person} returning user_uuid)
    insert into report_audits (moderator_handle, action, about_uuid)
    select ${handle}, 'lift', user_uuid from lifted`.execute(db)
}

/** The person of a subject, and their suspension unless it has ended. Null once the account is deleted. */
export async function selectStanding(
  db: Db,
  sub: string,
): Promise<{ handle: string; suspension: Suspension | null } | null> {
  const { rows } = await sql<{ handle: string } & (Suspension | { [name in keyof Suspension]: null })>`
    select u.handle, s.reason, s.created_at, s.ends_at
    from users u left join suspensions s on s.user_uuid = u.uuid and (s.ends_at is null or s.ends_at > now())
    where u.cognito_user_uuid = ${sub}`.execute(db)
  const [found] = rows
  if (!found) return null
  const { handle, ...suspension } = found
  return { handle, suspension: suspension.reason === null ? null : suspension }
}
