import type { Activity } from '@cruddur/contract/activities'
import { lifetimeSeconds } from '@cruddur/contract/lifetimes'
import type { Notification } from '@cruddur/contract/notifications'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { Db } from '@cruddur/storage/postgres'
import type { Caller } from '../../http/caller.ts'
import { requireAccount } from '../../people/require-account.ts'
import { type NotificationRow, selectUnreadCount, updateUnread } from './notifications.store.ts'

type Stores = { db: Db; keys: KeyRing }

/** Marks all as read, and returns how many came in the meantime. */
export async function readNotifications({ db, keys }: Stores, { sub }: Caller): Promise<{ unread_count: number }> {
  await updateUnread(db, sub)
  return countUnreadNotifications({ db, keys }, { sub })
}

/** @throws AppError `generic_401` for a token of a deleted account */
export async function countUnreadNotifications(
  { db, keys }: Stores,
  { sub }: Caller,
): Promise<{ unread_count: number }> {
  const unread_count = await selectUnreadCount(db, keys, sub)
  if (unread_count === 0) await requireAccount(db, { sub })
  return { unread_count }
}

/**
 * A group in the shape of an activity, as the original's clients expect. A follow is about no crud: it has the shape of an
 * empty crud by the latest follower, named by the follower's uuid, which expires with the notification. A receipt has that of
 * an empty crud of the reader, which expires after a day.
 */
export function asNotification(row: NotificationRow): Notification {
  const { receipt_minute, receipt_uuid } = row
  const [latest] = row.actors
  if (row.uuid !== null || !latest) return Object.assign(row, { receipt_minute: undefined }) as Notification
  const expiresIn = lifetimeSeconds[receipt_minute ? '1-day' : '30-days'] * 1000
  const empty: Omit<Activity, 'handle' | 'display_name' | 'face'> = {
    uuid: receipt_uuid ?? latest.uuid,
    message: '',
    replies_count: 0,
    reposts_count: 0,
    likes_count: 0,
    reply_to_activity_uuid: null,
    created_at: row.happened_at,
    expires_at: new Date(Date.parse(row.happened_at) + expiresIn).toISOString(),
    liked: false,
    reposted: false,
  }
  const { handle, display_name, face, kind, kinds, actors, actors_count, happened_at, read } = row
  const about = { ...empty, handle, display_name, face, kind, kinds, happened_at, read }
  // Nobody did it.
  if (receipt_minute) return { ...about, actors: [], actors_count: 0, receipt_minute }
  return { ...about, actors, actors_count }
}
