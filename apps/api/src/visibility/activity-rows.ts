import type { Activity } from '@cruddur/contract/activities'
import type { Page } from '@cruddur/storage/page'
import { type RawBuilder, sql } from 'kysely'

/** Who reads: the subject of their token, or null for a visitor. */
export type Reader = string | null

/** The reader's own uuid, or null for a visitor, in a statement that begins with `readerRow`. */
export const reader = sql`(select uuid from reader)`

/** The first part of a `with` clause: one row with the reader's uuid, which is null for a visitor. */
export const readerRow = (sub: Reader) =>
  sub === null
    ? sql`reader as (select null::uuid as uuid)`
    : sql`reader as materialized (select (select uuid from users where cognito_user_uuid = ${sub}) as uuid)`

/**
 * The counts of `live_activities` as `a`. A reply that left early is taken off its parent's count before it is erased
 * (guarantee 6).
 */
export const countColumns = sql`
  a.replies_count - (
    select count(*) from early_leaves early where early.reply_to_activity_uuid = a.uuid
  )::integer as replies_count,
  a.reposts_count, a.likes_count`

/** The columns of an activity on the wire, from `live_activities` as `a` and its author as `u`, for the statement's reader. */
export const activityColumns = (sub: Reader): RawBuilder<Activity> => sql`
  a.uuid, u.display_name, u.handle, a.message, ${countColumns}, a.reply_to_activity_uuid, a.created_at, a.expires_at
  ${sub === null ? sql`` : reactionColumns}`

const reactionColumns = sql`,
  exists (select from likes l where l.activity_uuid = a.uuid and l.user_uuid = ${reader}) as liked,
  exists (select from reposts r where r.activity_uuid = a.uuid and r.user_uuid = ${reader}) as reposted`

/**
 * The condition that a person, by default the author as `u`, and the reader are not absent to each other, whoever blocked
 * whom. Every read of cruds or people has it.
 */
export const isPresent = (sub: Reader, person: RawBuilder<unknown> = sql`u.uuid`) =>
  sub === null
    ? sql`true`
    : sql`not exists (select from blocks b where b.user_uuid = ${reader} and b.blocked_uuid = ${person})
      and not exists (select from blocks b where b.user_uuid = ${person} and b.blocked_uuid = ${reader})`

/** The condition that the reader did not mute the author, for lists that nobody asked to see this author in. */
export const isHeard = (sub: Reader) =>
  sub === null
    ? sql`true`
    : sql`not exists (select from mutes m where m.user_uuid = ${reader} and m.muted_uuid = u.uuid)`

/**
 * How much of a list to read: at least one more than the page holds, to tell if there is more. In steps, so that the texts
 * whose plans are kept are few.
 */
export const pageLimit = ({ limit }: Page) => sql.lit(limit <= 20 ? 21 : 101)

/** The condition for what comes after the page's cursor in a list that runs newest first. */
export const olderThan = ({ after }: Page) =>
  after ? sql`and (a.created_at, a.uuid) < (${after.at}::timestamptz, ${after.uuid}::uuid)` : sql``

/** The same for a list that runs oldest first. */
export const newerThan = ({ after }: Page) =>
  after ? sql`and (a.created_at, a.uuid) > (${after.at}::timestamptz, ${after.uuid}::uuid)` : sql``
