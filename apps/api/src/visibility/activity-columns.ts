import type { Activity } from '@cruddur/contract/activities'
import type { SealedRow } from '@cruddur/storage/cruds/sealed-cruds'
import { type RawBuilder, sql } from 'kysely'
import { hiddenPeople, type Reader, reader } from './reader.ts'

/**
 * The counts of `live_activities` as `a`, the same for everybody. A reply that was shortened expires before its parent, which
 * counts it until the reply is erased. These replies are subtracted here (guarantee 6).
 */
export const countColumns = sql`
  a.replies_count - ${earlyLeaves()} as replies_count, a.reposts_count, a.likes_count`

/** An activity as it is read: `openCruds` turns it into one with its words. */
export type SealedActivity = Omit<Activity, 'message'> & SealedRow & { own?: boolean }

/**
 * The columns of an activity on the wire, but with its words sealed, from `live_activities` as `a` and its author as `u`, for the
 * statement's reader.
 */
export function activityColumns(sub: Reader): RawBuilder<SealedActivity> {
  return sub === null ? crudColumns(sub) : sql`${crudColumns(sub)}, ${reactionColumns}`
}

/**
 * The same without what the reader did to it. What a block hides is neither counted among the replies nor named as what a
 * crud replies to.
 */
export function crudColumns(sub: Reader): RawBuilder<SealedActivity> {
  const counts =
    sub === null
      ? countColumns
      : sql`a.replies_count - ${earlyLeaves()} - ${hiddenReplies} as replies_count, a.reposts_count, a.likes_count`
  return sql`
  a.uuid, u.display_name, u.handle, u.face, a.sealed, ${counts},
  ${sub === null ? sql`a.reply_to_activity_uuid` : visibleParent}, ${parentAuthor(sub)}, a.created_at, a.expires_at`
}

function earlyLeaves(): RawBuilder<number> {
  return sql`case when a.replies_count > 0 then (
    select count(*) from early_leaves early where early.reply_to_activity_uuid = a.uuid
  )::integer else 0 end`
}

// Readers without a block, and cruds without replies, do not pay for this.
const hiddenReplies = sql`case when a.replies_count > 0 and cardinality(${hiddenPeople}) > 0 then (
    select count(*) from live_activities h where h.reply_to_activity_uuid = a.uuid and h.user_uuid = any (${hiddenPeople})
  )::integer else 0 end`

const visibleParent = sql`case when a.reply_to_activity_uuid is not null then (
    select p.uuid from live_activities p where p.uuid = a.reply_to_activity_uuid and p.user_uuid <> all (${hiddenPeople})
  ) end as reply_to_activity_uuid`

/** Whose crud it answers, for readers who may see that crud. */
function parentAuthor(sub: Reader): RawBuilder<string | null> {
  const visible = sub === null ? sql`` : sql`and p.user_uuid <> all (${hiddenPeople})`
  return sql`case when a.reply_to_activity_uuid is not null then (
    select pu.handle from live_activities p join users pu on pu.uuid = p.user_uuid
    where p.uuid = a.reply_to_activity_uuid ${visible}
  ) end as reply_to_handle`
}

// For each crud a look into the index. "exists" may read everything that the reader ever liked instead.
const reactionColumns = sql`
  a.likes_count > 0 and (
    select true from likes l where l.activity_uuid = a.uuid and l.user_uuid = ${reader}
  ) is true as liked,
  a.reposts_count > 0 and (
    select true from reposts r where r.activity_uuid = a.uuid and r.user_uuid = ${reader}
  ) is true as reposted,
  a.user_uuid = ${reader} as own`
