import type { Activity } from '@cruddur/contract/activities'
import type { Notification } from '@cruddur/contract/notifications'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { openWordsOf, type SealedRow } from '@cruddur/storage/cruds/sealed-cruds'
import { keepPlan } from '@cruddur/storage/kept-plans'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { pageLimit } from '../../http/page-sql.ts'
import { activityColumns } from '../../visibility/activity-columns.ts'
import { hasNoMutedWord, isNotBlocked, isNotMuted } from '../../visibility/conditions.ts'
import {
  hasMutedPhrase,
  listUnmuted,
  type MaybeMuting,
  type MutedWords,
  mutesWords,
} from '../../visibility/muted-words.store.ts'
import { type Reader, reader, readerRow } from '../../visibility/reader.ts'
import type { Walk } from './walk-cursor.ts'

/** The columns of an activity, null when there is none, as for a follow. */
type MaybeActivity = Pick<Activity, 'handle' | 'display_name' | 'face'> & {
  [Key in keyof Activity]: Activity[Key] | null
}

/** A group as it is read: about an activity or, for a follow, about none. */
export type NotificationRow = MaybeActivity &
  Pick<Notification, 'kind' | 'kinds' | 'actors' | 'actors_count' | 'happened_at' | 'read'> & {
    group_uuid: string
    /** For a receipt: the minute in which something ended. */
    receipt_minute: string | null
    receipt_uuid: string | null
    /** The words of its crud can't be opened. It keeps its place, so that the list does not end with it. */
    hidden?: true
  }

type SealedNotificationRow = Omit<NotificationRow, 'message'> & { sealed: Buffer | null }

/**
 * What the reader was told, `recent_notifications` as `n`, without what people did whom they do not want to hear of. Whether its crud
 * lives and may be seen is asked once for a group, of which all are about one crud: see `visibleGroup`.
 */
const told = (sub: Reader) => sql`
  from recent_notifications n
  where n.user_uuid = ${reader} and ${isNotBlocked(sub, sql`n.actor_uuid`)} and ${isNotMuted(sub, sql`n.actor_uuid`)}`

/** The condition that the reader sees a group `g`, whose crud is `live_activities` as `a`: a crud that has ended takes it along. */
const visibleGroup = ({ muted, withPhrase }: Hidden) => sql`
  (g.activity_uuid is null or a.uuid is not null and ${hasNoMutedWord(muted)}
    ${withPhrase.length > 0 ? sql`and a.uuid <> all (${withPhrase}::uuid[])` : sql``})`

/** What the reader muted, and the cruds that they are told of and that have a phrase which they muted. */
type Hidden = { muted: MutedWords; withPhrase: string[] }

async function selectHidden(db: Db, keys: KeyRing, sub: string, muted: MutedWords): Promise<Hidden> {
  if (muted.phrases.length === 0) return { muted, withPhrase: [] }
  const { rows } = await sql<SealedRow>`
    with ${readerRow(sub)}
    select distinct a.uuid, a.sealed from live_notifications n join live_activities a on a.uuid = n.activity_uuid
    where n.user_uuid = ${reader} and a.user_uuid <> ${reader}`.execute(db)
  const withPhrase = rows.filter((row) => hasMutedPhrase(openWordsOf(keys, row) ?? '', muted)).map(({ uuid }) => uuid)
  return { muted, withPhrase }
}

const shownKinds = { all: sql``, mentions: sql`and n.kind in ('mention', 'reply')` } as const

/** The reader's groups by the latest event in each, newest first, at least one more than the page holds, if there are. A group has only likes and reposts, or neither. */
export async function selectNotifications(
  db: Db,
  keys: KeyRing,
  walk: Walk & { show: keyof typeof shownKinds },
  sub: string,
): Promise<NotificationRow[]> {
  const { rows } = await listUnmuted<SealedNotificationRow>(db, keys, sub, async (muted) =>
    selectGroups(db, walk, sub, await selectHidden(db, keys, sub, muted)),
  )
  return rows.map((row) => openNotification(keys, row))
}

async function selectGroups(
  db: Db,
  { limit, after, show }: Walk & { show: keyof typeof shownKinds },
  sub: string,
  hidden: Hidden,
): Promise<MaybeMuting<SealedNotificationRow>[]> {
  const untilTop = after ? sql`and n.created_at <= ${after.top}::timestamptz` : sql``
  const { rows } = await sql<MaybeMuting<SealedNotificationRow>>`${keepPlan}
    with ${readerRow(sub)}, groups as (
      select n.group_uuid, any_value(n.activity_uuid) as activity_uuid, max(n.created_at) as at, any_value(n.kind) as kind,
        count(*) as events, count(*) filter (where n.kind = 'repost') as reposts, bool_and(n.read_at is not null) as read
      ${told(sub)} ${shownKinds[show]} ${untilTop} group by n.group_uuid
    ), page as materialized (
      select g.* from groups g left join live_activities a on a.uuid = g.activity_uuid
      where ${visibleGroup(hidden)}
        ${after ? sql`and (g.at, g.group_uuid) < (${after.at}::timestamptz, ${after.uuid}::uuid)` : sql``}
      order by g.at desc, g.group_uuid desc limit ${pageLimit({ limit, after: undefined })}
    )
    select ${activityColumns(sub)} ${mutesWords(sub)}, latest.kind, latest.actors, page.group_uuid,
      page.at as happened_at, page.read, latest.receipt_minute, latest.receipt_uuid,
      -- A person is in a group once, or twice if they liked and reposted.
      case when of_two_kinds then (
        select count(distinct n.actor_uuid) ${told(sub)} ${untilTop} and n.group_uuid = page.group_uuid
      ) else page.events end as actors_count,
      case when of_two_kinds then array['like', 'repost'] else array[page.kind] end as kinds
    from (select *, reposts > 0 and reposts < events as of_two_kinds from page) page
      cross join lateral (
        select json_agg(json_build_object('uuid', actor.uuid, 'handle', actor.handle, 'display_name', actor.display_name, 'face', actor.face)
            order by three.created_at desc, three.uuid desc) as actors,
          (array_agg(three.actor_uuid order by three.created_at desc, three.uuid desc))[1] as actor_uuid,
          (array_agg(three.kind order by three.created_at desc, three.uuid desc))[1] as kind,
          any_value(three.receipt_minute) as receipt_minute,
          any_value(three.uuid) filter (where three.kind = 'receipt') as receipt_uuid
        from (
          select * from (
            select distinct on (actor_uuid) *
            from (
              -- Nobody is in a group more than twice, so six rows name three people.
              select n.* ${told(sub)} ${untilTop} and n.group_uuid = page.group_uuid
              order by n.created_at desc, n.uuid desc limit 6
            ) few
            order by actor_uuid, created_at desc, uuid desc
          ) once
          order by created_at desc, uuid desc limit 3
        ) three join users actor on actor.uuid = three.actor_uuid
      ) latest
      left join live_activities a on a.uuid = page.activity_uuid
      cross join lateral (select * from users where uuid = coalesce(a.user_uuid, latest.actor_uuid) limit 1) u
    order by page.at desc, page.group_uuid desc`.execute(db)
  return rows
}

/** The row itself, with its words in the place of what is sealed: see `withWords`. */
function openNotification(keys: KeyRing, row: SealedNotificationRow): NotificationRow {
  const { uuid, sealed } = row
  if (uuid === null || sealed === null) return Object.assign(row, { message: null })
  const message = openWordsOf(keys, { uuid, sealed }) ?? null
  const opened: NotificationRow = Object.assign(row, { sealed: undefined, message })
  if (message === null) opened.hidden = true
  return opened
}

/** How many of the reader's groups have unread notifications: the number that the whole list shows as unread. */
export async function selectUnreadCount(db: Db, keys: KeyRing, sub: string): Promise<number> {
  const { rows } = await listUnmuted<{ count: number }>(db, keys, sub, async (muted) => {
    const hidden = await selectHidden(db, keys, sub, muted)
    const { rows } = await sql<MaybeMuting<{ count: number }>>`${keepPlan}
      with ${readerRow(sub)}, unread as (
        select n.group_uuid, any_value(n.activity_uuid) as activity_uuid ${told(sub)} and n.read_at is null
        group by n.group_uuid
      )
      select count(*) as count ${mutesWords(sub)}
      from unread g left join live_activities a on a.uuid = g.activity_uuid where ${visibleGroup(hidden)}`.execute(db)
    return rows
  })
  return rows[0]?.count ?? 0
}

/** Marks all as read. Rows that are being deleted, or marked by another request, are skipped. */
export async function updateUnread(db: Db, sub: string): Promise<void> {
  await sql`
    with ${readerRow(sub)}
    update notifications set read_at = now() where uuid = any (array(
      select uuid from notifications where user_uuid = ${reader} and read_at is null for update skip locked
    ))`.execute(db)
}
