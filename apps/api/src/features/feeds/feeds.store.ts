import type { Profile } from '@cruddur/contract/users'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { keepPlan } from '@cruddur/storage/kept-plans'
import type { ListPosition, Page } from '@cruddur/storage/page'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { ascendingAfter, descendingAfter, pageLimit } from '../../http/page-sql.ts'
import { activityColumns, type SealedActivity } from '../../visibility/activity-columns.ts'
import { hasNoMutedWord, isFindable, isNotBlocked, isNotMuted } from '../../visibility/conditions.ts'
import { listUnmuted, type MaybeMuting, mutesWords } from '../../visibility/muted-words.store.ts'
import { type Listed, openPage } from '../../visibility/open-cruds.ts'
import { type Reader, reader, readerRow } from '../../visibility/reader.ts'

type Row = SealedActivity & ListPosition

/** The newest cruds of everybody, without replies. At least one more than the page holds, if there are. */
export async function selectNewest(db: Db, keys: KeyRing, page: Page, sub: Reader): Promise<Listed<Row>[]> {
  const { rows, muted } = await listUnmuted<Row>(db, keys, sub, async (muted) => {
    const { rows } = await sql<MaybeMuting<Row>>`${keepPlan}
    with ${readerRow(sub)}
    select ${activityColumns(sub)}, a.created_at as at ${mutesWords(sub)} from live_activities a join users u on u.uuid = a.user_uuid
    where a.reply_to_activity_uuid is null and ${isNotBlocked(sub)} and ${isNotMuted(sub)} and ${hasNoMutedWord(muted)}
      ${descendingAfter(page)}
    order by a.created_at desc, a.uuid desc limit ${pageLimit(page)}`.execute(db)
    return rows
  })
  return openPage(keys, rows, page, muted)
}

/** The cruds of everybody, those that expire soonest first. */
export async function selectExpiring(db: Db, keys: KeyRing, page: Page, sub: Reader): Promise<Listed<Row>[]> {
  const { rows, muted } = await listUnmuted<Row>(db, keys, sub, async (muted) => {
    const { rows } = await sql<MaybeMuting<Row>>`${keepPlan}
    with ${readerRow(sub)}
    select ${activityColumns(sub)}, a.expires_at as at ${mutesWords(sub)} from live_activities a join users u on u.uuid = a.user_uuid
    where a.reply_to_activity_uuid is null and ${isNotBlocked(sub)} and ${isNotMuted(sub)} and ${hasNoMutedWord(muted)}
      ${ascendingAfter(page, deadline)}
    order by a.expires_at, a.uuid limit ${pageLimit(page)}`.execute(db)
    return rows
  })
  return openPage(keys, rows, page, muted)
}

const deadline = { time: sql`a.expires_at`, uuid: sql`a.uuid` }

const shownOf = {
  all: sql``,
  cruds: sql`and a.reply_to_activity_uuid is null`,
  replies: sql`and a.reply_to_activity_uuid is not null`,
} as const

/** A person's cruds and replies, or only one of the two, newest first. */
export async function selectActivitiesOf(
  db: Db,
  keys: KeyRing,
  { userUuid, show }: { userUuid: string; show: keyof typeof shownOf },
  page: Page,
  sub: Reader,
): Promise<Listed<Row>[]> {
  const { rows } = await sql<Row>`${keepPlan}
    with ${readerRow(sub)}
    select ${activityColumns(sub)}, a.created_at as at from live_activities a join users u on u.uuid = a.user_uuid
    where a.user_uuid = ${userUuid} ${shownOf[show]} ${descendingAfter(page)}
    order by a.created_at desc, a.uuid desc limit ${pageLimit(page)}`.execute(db)
  return openPage(keys, rows, page)
}

/** With the time at which the first of the cruds ends that it counts. No reply names it, so none has it. */
type CountedProfile = Profile & { first_end: string | null }

/**
 * A person as their page shows them to this reader. Null for nobody, and for a person who blocked the reader. People whom
 * the reader blocked are found, so that the block can be undone.
 */
export async function selectProfile(db: Db, handle: string, sub: Reader): Promise<CountedProfile | null> {
  const { rows } = await sql<CountedProfile>`${keepPlan}
    with ${readerRow(sub)}
    select u.uuid, u.cognito_user_uuid, u.handle, u.display_name, u.face, u.bio, u.created_at as joined_at,
      cruds.cruds_count, cruds.first_end,
      (select count(*) from follows f where f.followed_uuid = u.uuid) as followers_count,
      (select count(*) from follows f where f.follower_uuid = u.uuid) as following_count
      ${sub === null ? sql`` : sql`, ${relation} as relation`}
    from users u cross join lateral (
      select count(*) as cruds_count, min(a.expires_at) as first_end from live_activities a where a.user_uuid = u.uuid
    ) cruds
    where u.handle = ${handle} and ${isFindable(sub)}`.execute(db)
  const profile = rows[0]
  if (!profile) return null
  const { relation: between, ...rest } = profile
  return between ? { ...rest, relation: between } : rest
}

const relation = sql`
  case when u.uuid <> ${reader} then json_build_object(
    'following', exists (select from follows f where f.follower_uuid = ${reader} and f.followed_uuid = u.uuid),
    'followed_by', exists (select from follows f where f.follower_uuid = u.uuid and f.followed_uuid = ${reader}),
    'muted', exists (select from mutes m where m.user_uuid = ${reader} and m.muted_uuid = u.uuid),
    'blocked', exists (select from blocks b where b.user_uuid = ${reader} and b.blocked_uuid = u.uuid)
  ) end`
