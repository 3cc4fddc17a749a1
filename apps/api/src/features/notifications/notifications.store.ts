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
import { hasMutedPhrase, type MutedWords, selectMuted } from '../../visibility/muted-words.store.ts'
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

/** The notifications that the reader sees, `live_notifications` as `n` and the person who acted as `u`. */
const visibleRows = (sub: Reader, { muted, withPhrase }: Hidden) => sql`
  from live_notifications n join users u on u.uuid = n.actor_uuid
  where n.user_uuid = ${reader} and ${isNotBlocked(sub)} and ${isNotMuted(sub)}
    ${withPhrase.length > 0 ? sql`and (n.activity_uuid = any (${withPhrase}::uuid[])) is not true` : sql``}
    ${
      muted.hashes
        ? sql`and not exists (
            select from live_activities a where a.uuid = n.activity_uuid and not ${hasNoMutedWord(muted)}
          )`
        : sql``
    }`

/** What the reader muted, and the cruds that they are told of and that have a phrase which they muted. */
type Hidden = { muted: MutedWords; withPhrase: string[] }

async function selectHidden(db: Db, keys: KeyRing, sub: string): Promise<Hidden> {
  const muted = await selectMuted(db, keys, sub)
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
  { limit, after, show }: Walk & { show: keyof typeof shownKinds },
  sub: string,
): Promise<NotificationRow[]> {
  const hidden = await selectHidden(db, keys, sub)
  const untilTop = after ? sql`and n.created_at <= ${after.top}::timestamptz` : sql``
  const { rows } = await sql<SealedNotificationRow>`${keepPlan}
    with ${readerRow(sub)}, groups as (
      -- A group has two kinds at most.
      select n.group_uuid, max(n.created_at) as at, count(distinct n.actor_uuid) as actors_count,
        min(n.kind) as kind, max(n.kind) as other_kind, bool_and(n.read_at is not null) as read
      ${visibleRows(sub, hidden)} ${shownKinds[show]} ${untilTop} group by n.group_uuid
    ), page as materialized (
      select * from groups ${after ? sql`where (at, group_uuid) < (${after.at}::timestamptz, ${after.uuid}::uuid)` : sql``}
      order by at desc, group_uuid desc limit ${pageLimit({ limit, after: undefined })}
    )
    select ${activityColumns(sub)}, latest.kind, latest.actors, page.group_uuid, page.actors_count, page.at as happened_at,
      case when page.kind = page.other_kind then array[page.kind] else array[page.kind, page.other_kind] end as kinds,
      page.read, latest.receipt_minute, latest.receipt_uuid
    from page
      cross join lateral (
        select json_agg(json_build_object('uuid', actor_uuid, 'handle', handle, 'display_name', display_name, 'face', face)
            order by created_at desc, uuid desc) filter (where place <= 3) as actors,
          (array_agg(actor_uuid order by created_at desc, uuid desc))[1] as actor_uuid,
          (array_agg(kind order by created_at desc, uuid desc))[1] as kind,
          any_value(activity_uuid) as activity_uuid, any_value(receipt_minute) as receipt_minute,
          any_value(uuid) filter (where kind = 'receipt') as receipt_uuid
        from (
          select *, row_number() over (order by created_at desc, uuid desc) as place
          from (
            select distinct on (actor_uuid) *
            from (
              -- Nobody is in a group more than twice, so six rows name three people.
              select n.*, u.handle, u.display_name, u.face ${visibleRows(sub, hidden)} ${untilTop} and n.group_uuid = page.group_uuid
              order by n.created_at desc, n.uuid desc limit 6
            ) few
            order by actor_uuid, created_at desc, uuid desc
          ) people
        ) placed
      ) latest
      left join live_activities a on a.uuid = latest.activity_uuid
      join users u on u.uuid = coalesce(a.user_uuid, latest.actor_uuid)
    order by page.at desc, page.group_uuid desc`.execute(db)
  return rows.map((row) => openNotification(keys, row))
}

function openNotification(keys: KeyRing, { sealed, ...row }: SealedNotificationRow): NotificationRow {
  if (row.uuid === null || sealed === null) return { ...row, message: null }
  const message = openWordsOf(keys, { uuid: row.uuid, sealed })
  return message === undefined ? { ...row, message: null, hidden: true } : { ...row, message }
}

/** How many of the reader's groups have unread notifications: the number that the whole list shows as unread. */
export async function selectUnreadCount(db: Db, keys: KeyRing, sub: string): Promise<number> {
  const hidden = await selectHidden(db, keys, sub)
  const { rows } = await sql<{ count: number }>`${keepPlan}
    with ${readerRow(sub)}, unread as (
      select distinct n.group_uuid ${visibleRows(sub, hidden)} and n.read_at is null
    )
    select count(*) as count from unread`.execute(db)
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
