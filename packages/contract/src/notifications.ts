import { z } from 'zod/mini'
import { Activity, Instant } from './activities.ts'
import { endpoint } from './endpoint.ts'
import { PageQuery } from './paging.ts'
import { UserShort } from './users.ts'

export const notificationKinds = ['like', 'repost', 'reply', 'follow', 'mention', 'receipt'] as const

/**
 * A group of notifications, in the shape of the activity that it is about, as the original's clients expect: they open
 * `/@handle/status/uuid`, and take `uuid` for the identity of the item. No two groups are about the same crud. For `follow`
 * the activity has the name and the uuid of the latest follower, and an empty message. A `receipt` says that something that the reader wrote has ended: it has the
 * shape of an empty crud of their own, no actors, and ends after a day.
 */
export const Notification = z.extend(Activity, {
  /** The latest of `kinds`. */
  kind: z.enum(notificationKinds),
  /** What happened: one kind, or for a crud that people liked and reposted both. */
  kinds: z.array(z.enum(notificationKinds)),
  /** The people who acted, the latest first, at most three. */
  actors: z.array(UserShort),
  /** How many people acted. */
  actors_count: z.int(),
  /** When the latest of them acted. */
  happened_at: Instant,
  read: z.boolean(),
  /** For a receipt: the minute in which it ended, whose key the log of receipts shows destroyed. */
  receipt_minute: z.optional(Instant),
})
export type Notification = z.infer<typeof Notification>

export const listNotifications = endpoint({
  method: 'GET',
  path: '/api/activities/notifications',
  summary:
    'Notifications of the reader, or only mentions and replies, grouped, the latest first. Each expires with the crud that it is about.',
  caller: 'member',
  holdsCruds: true,
  pages: true,
  query: z.extend(PageQuery, {
    show: z._default(z.enum(['all', 'mentions'], { error: 'filter_invalid' }), 'all'),
  }),
  reply: z.array(Notification),
  errors: ['filter_invalid', 'limit_invalid', 'cursor_invalid'],
})

const Unread = z.object({ unread_count: z.int() })

export const countUnreadNotifications = endpoint({
  method: 'GET',
  path: '/api/activities/notifications/unread',
  summary: 'How many groups of notifications are unread.',
  caller: 'member',
  holdsCruds: true,
  reply: Unread,
  errors: [],
})

export const readNotifications = endpoint({
  method: 'POST',
  path: '/api/activities/notifications/read',
  summary: 'Mark all notifications as read.',
  caller: 'member',
  holdsCruds: false,
  reply: Unread,
  errors: [],
})
