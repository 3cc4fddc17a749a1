import { locks } from '@cruddur/storage/locks'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import type { MailLanguage } from '../../mail/mail-language.ts'

/**
 * Waits until no other deletion is running: those of two people who like each other's cruds could deadlock. Raises the
 * statement timeout, because everything that refers to a person is deleted with them.
 */
export async function lockDeletions(transaction: Db): Promise<void> {
  await sql`set local statement_timeout = '60s'`.execute(transaction)
  await sql`select pg_advisory_xact_lock(${locks.deletions})`.execute(transaction)
}

/** A deletion that is not finished, and the language to tell the person in. Null if it isn't known. */
export type UnfinishedDeletion = { sub: string; language: MailLanguage | null }

/**
 * Records that an account is being deleted. From then on nothing can create a row in `users` for its person. Waits for a
 * transaction that is creating one.
 */
export async function insertDeletion(transaction: Db, { sub, language }: UnfinishedDeletion): Promise<void> {
  await sql`
    insert into deleted_accounts (sub, language)
    select ${sub}, ${language} from pg_advisory_xact_lock(${locks.account}, hashtext(${sub}))
    on conflict do nothing`.execute(transaction)
}

/** Locks the person's row, so that no new row can refer to it. */
export async function selectUserForUpdate(transaction: Db, sub: string): Promise<void> {
  await sql`select from users where cognito_user_uuid = ${sub} for update`.execute(transaction)
}

/**
 * Locks every crud that is deleted with the person or whose counts change. In the order of their ids, in which other
 * statements lock them too, so that none of them can deadlock with this one.
 */
export async function selectCrudsForUpdate(transaction: Db, sub: string): Promise<void> {
  await sql`
    with recursive person as materialized (
      select uuid from users where cognito_user_uuid = ${sub}
    ), thread as (
      select uuid from live_activities where user_uuid = (select uuid from person)
      union select a.uuid from thread join live_activities a on a.reply_to_activity_uuid = thread.uuid
    ), touched as (
      select uuid from thread
      union select activity_uuid from likes where user_uuid = (select uuid from person)
      union select activity_uuid from reposts where user_uuid = (select uuid from person)
      union select reply_to_activity_uuid from live_activities where user_uuid = (select uuid from person)
    ), held as (
      select from live_activities where uuid in (select uuid from touched) order by uuid for update
    )
    select count(*) from held`.execute(transaction)
}

/** Whether a person gave more likes than this. */
export async function selectGaveMoreLikes(db: Db, sub: string, than: number): Promise<boolean> {
  const { rows } = await sql<{ more: boolean }>`
    select exists (
      select from likes l join users u on u.uuid = l.user_uuid where u.cognito_user_uuid = ${sub} offset ${than} limit 1
    ) as more`.execute(db)
  return rows[0]?.more === true
}

/** Takes back the oldest likes that a person gave. The cruds are locked in the order of their ids, as above. */
export async function deleteOldestLikes(db: Db, sub: string, limit: number): Promise<void> {
  await sql`
    with person as materialized (
      select uuid from users where cognito_user_uuid = ${sub}
    ), oldest as materialized (
      select activity_uuid from likes where user_uuid = (select uuid from person) order by created_at limit ${limit}
    ), held as materialized (
      select from live_activities where uuid in (select activity_uuid from oldest) order by uuid for update
    )
    delete from likes where user_uuid = (select uuid from person) and activity_uuid in (select activity_uuid from oldest)
      and (select count(*) from held) >= 0`.execute(db)
}

/** Empties the notes of the person's reports. The reports stay for the moderators, without a reporter. */
export async function updateReportNotes(transaction: Db, sub: string): Promise<void> {
  await sql`
    update reports set sealed_note = null from users
    where reporter_uuid = users.uuid and users.cognito_user_uuid = ${sub}`.execute(transaction)
}

/** Deletes the person with everything that refers to them, and keeps their handle from being taken for 30 days. */
export async function deleteUser(transaction: Db, sub: string): Promise<void> {
  await sql`
    with gone as (delete from users where cognito_user_uuid = ${sub} returning handle)
    insert into retired_handles (handle) select handle from gone
    on conflict (handle) do update set expires_at = excluded.expires_at`.execute(transaction)
}

/** Deleted accounts that the identity provider may still store something of, at most `limit`, the oldest first. */
export async function selectUnfinishedDeletions(db: Db, limit: number): Promise<UnfinishedDeletion[]> {
  const { rows } = await sql<UnfinishedDeletion>`
    select sub, language from deleted_accounts where not finished order by expires_at limit ${limit}`.execute(db)
  return rows
}

export async function updateFinished(db: Db, sub: string): Promise<void> {
  await sql`update deleted_accounts set finished = true, language = null where sub = ${sub}`.execute(db)
}
