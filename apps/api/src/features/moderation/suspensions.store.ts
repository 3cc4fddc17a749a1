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

/** The suspension of a person, by their subject. Null when there is none, and once it has ended. */
export async function selectSuspension(db: Db, sub: string): Promise<Suspension | null> {
  const { rows } = await sql<Suspension>`
    select s.reason, s.created_at, s.ends_at from suspensions s join users u on u.uuid = s.user_uuid
    where u.cognito_user_uuid = ${sub} and (s.ends_at is null or s.ends_at > now())`.execute(db)
  return rows[0] ?? null
}
