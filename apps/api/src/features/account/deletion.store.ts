import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

/** Any number that nothing else locks. */
const deletions = 4_567_006

/**
 * Waits for the deletion that is under way, if there is one: two people who have much to do with each other would wait
 * for each other. Everything that refers to a person goes with them, which may take a while.
 */
export async function lockDeletions(transaction: Db): Promise<void> {
  await sql`set local statement_timeout = '60s'`.execute(transaction)
  await sql`select pg_advisory_xact_lock(${deletions})`.execute(transaction)
}

/**
 * Writes down that an account is being deleted: from then on nothing makes a row for its person. Waits for what is just
 * doing so.
 */
export async function insertDeletion(transaction: Db, sub: string): Promise<void> {
  await sql`
    insert into deleted_accounts (sub) select ${sub} from pg_advisory_xact_lock(4567005, hashtext(${sub}))
    on conflict do nothing`.execute(transaction)
}

/** Holds off whatever would refer to the person from now on. */
export async function selectUserForUpdate(transaction: Db, sub: string): Promise<void> {
  await sql`select from users where cognito_user_uuid = ${sub} for update`.execute(transaction)
}

/**
 * Takes hold of every crud that goes with the person, or changes its counts, in the order of their ids, in which others
 * take them too: what burns one of them, or likes it, queues up behind this or before, and never in a circle.
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

/** The reports that the person made stay with their moderators, as nobody's and without a word of theirs. */
export async function updateReportNotes(transaction: Db, sub: string): Promise<void> {
  await sql`
    update reports set note = '' from users
    where reporter_uuid = users.uuid and users.cognito_user_uuid = ${sub}`.execute(transaction)
}

/** Removes the person with everything that refers to them, and makes their handle nobody's for 30 days. */
export async function deleteUser(transaction: Db, sub: string): Promise<void> {
  await sql`
    with gone as (delete from users where cognito_user_uuid = ${sub} returning handle)
    insert into retired_handles (handle) select handle from gone
    on conflict (handle) do update set expires_at = excluded.expires_at`.execute(transaction)
}

/** Accounts that the identity provider may still hold something of, `limit` at most, the oldest first. */
export async function selectUnfinishedDeletions(db: Db, limit: number): Promise<string[]> {
  const { rows } = await sql<{ sub: string }>`
    select sub from deleted_accounts where not finished order by expires_at limit ${limit}`.execute(db)
  return rows.map(({ sub }) => sub)
}

export async function updateFinished(db: Db, sub: string): Promise<void> {
  await sql`update deleted_accounts set finished = true where sub = ${sub}`.execute(db)
}

/** Forgets deleted accounts that no token can name any more, at most `limit`, and tells how many. */
export async function deleteOldDeletions(db: Db, limit: number): Promise<number> {
  const { rows } = await sql`
    delete from deleted_accounts where sub = any (array(
      select sub from deleted_accounts where finished and user_uuid is null and expires_at <= now()
      order by expires_at limit ${limit} for update skip locked
    )) returning 1`.execute(db)
  return rows.length
}

/** Gives handles free that have been nobody's for long enough, at most `limit`, and tells how many. */
export async function deleteFreedHandles(db: Db, limit: number): Promise<number> {
  const { rows } = await sql`
    delete from retired_handles where handle = any (array(
      select handle from retired_handles where expires_at <= now()
      order by expires_at limit ${limit} for update skip locked
    )) returning 1`.execute(db)
  return rows.length
}
