import type { PushKind, PushLanguage } from '@cruddur/contract/push/push'
import { keepPlan } from '@cruddur/storage/kept-plans'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { isNotBlocked, isNotMuted } from '../visibility/conditions.ts'
import { readerRow } from '../visibility/reader.ts'

export type DueNote = {
  uuid: string
  kind: PushKind
  about_uuid: string
  activity_uuid: string | null
  user_uuid: string
  /** The subject of the person. */
  sub: string
  tries: number
  expires_at: string
}

export type Device = { uuid: string; endpoint: string; p256dh: string; auth: string; language: PushLanguage }

/**
 * Takes notes that are due, for this server alone: each is due again after `retrySeconds` times the number of its tries,
 * unless `finishNote` is called.
 */
export async function takeDueNotes(db: Db, limit: number, retrySeconds: number): Promise<DueNote[]> {
  const { rows } = await sql<DueNote>`
    with due as (
      select uuid from push_notes where due_at <= now() and expires_at > now()
      order by due_at limit ${limit} for update skip locked
    )
    update push_notes n
    set tries = n.tries + 1, due_at = now() + (n.tries + 1) * ${retrySeconds} * interval '1 second'
    from due, users u
    where n.uuid = due.uuid and u.uuid = n.user_uuid
    returning n.uuid, n.kind, n.about_uuid, n.activity_uuid, n.user_uuid, u.cognito_user_uuid as sub, n.tries,
      n.expires_at`.execute(db)
  return rows
}

/** There is nothing more to do for a note. It stays, so that the same is not told again. */
export async function finishNote(db: Db, uuid: string): Promise<void> {
  await sql`update push_notes set due_at = null where uuid = ${uuid}`.execute(db)
}

/** When the crud of a note ends. Null if the person does not see it: it is gone, or a block or a mute hides it. */
export async function selectEndOfCrud(db: Db, uuid: string, sub: string): Promise<string | null> {
  const { rows } = await sql<{ expires_at: string }>`
    with ${readerRow(sub)}
    select a.expires_at from live_activities a join users u on u.uuid = a.user_uuid
    where a.uuid = ${uuid} and ${isNotBlocked(sub)} and ${isNotMuted(sub)}`.execute(db)
  return rows[0]?.expires_at ?? null
}

export async function selectDevices(db: Db, user: string): Promise<Device[]> {
  const { rows } = await sql<Device>`
    select uuid, endpoint, p256dh, auth, language from push_subscriptions
    where user_uuid = ${user} and expires_at > now() order by uuid`.execute(db)
  return rows
}

/** The push service does not know the browser any more. */
export async function deleteDevice(db: Db, uuid: string): Promise<void> {
  await sql`delete from push_subscriptions where uuid = ${uuid}`.execute(db)
}

/** Tells a person of a message, unless they were told of an earlier one in the conversation and have not read it. */
export async function insertMessageNote(
  db: Db,
  { to, group, expiresAt }: { to: string; group: string; expiresAt: string },
): Promise<void> {
  await sql`${keepPlan}
    insert into push_notes (user_uuid, kind, about_uuid, expires_at)
    select ${to}, 'message', ${group}, ${expiresAt}
    where exists (select from push_subscriptions where user_uuid = ${to} and expires_at > now())
    on conflict (user_uuid, kind, about_uuid) do update set due_at = now(), tries = 0, expires_at = excluded.expires_at
      where push_notes.expires_at <= now()`.execute(db)
}

/** The person has read the conversation: they are told of the next message. */
export async function deleteMessageNote(db: Db, user: string, group: string): Promise<void> {
  await sql`
    delete from push_notes where user_uuid = ${user} and kind = 'message' and about_uuid = ${group}`.execute(db)
}

/**
 * Tells people of cruds that end within an hour and that they liked or reposted. Not of cruds that began with little more
 * than an hour: whoever likes one of those knows.
 */
export async function insertEndingNotes(db: Db): Promise<void> {
  await sql`
    insert into push_notes (user_uuid, kind, about_uuid, activity_uuid, expires_at)
    select f.user_uuid, 'ending', a.uuid, a.uuid, a.expires_at
    from live_activities a
      join lateral (
        select user_uuid from likes l where l.activity_uuid = a.uuid
        union select user_uuid from reposts r where r.activity_uuid = a.uuid
      ) f on exists (select from push_subscriptions s where s.user_uuid = f.user_uuid and s.expires_at > now())
      -- Whether the person may see the author is asked when the note is sent: the answer of that moment counts.
      join users u on u.uuid = f.user_uuid and ${isNotBlocked(null)}
    where a.expires_at > now() + interval '30 minutes' and a.expires_at <= now() + interval '1 hour'
      and a.expires_at - a.created_at > interval '2 hours'
    on conflict do nothing`.execute(db)
}
