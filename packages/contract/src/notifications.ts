import { z } from 'zod/mini'
import { Activity, Instant } from './activities.ts'
import { endpoint } from './endpoint.ts'
import { PageQuery } from './paging.ts'
import { UserShort } from './users.ts'

export const notificationKinds = ['like', 'repost', 'reply', 'follow', 'mention'] as const

/**
 * Something that happened to the reader, in the shape of the activity that it is about, as the original's clients expect,
 * with what happened beside it. For `follow` the activity is the follower's name with an empty message.
 */
export const Notification = z.extend(Activity, {
  kind: z.enum(notificationKinds),
  /** Who did it, the latest first, three at most. */
  actors: z.array(UserShort),
  /** How many did it. */
  actors_count: z.int(),
  /** When the latest of them did. */
  happened_at: Instant,
  read: z.boolean(),
})
export type Notification = z.infer<typeof Notification>

export const listNotifications = endpoint({
  method: 'GET',
  path: '/api/activities/notifications',
  summary: 'What happened to the reader, grouped, the latest first. Gone with the crud that it is about.',
  caller: 'member',
  holdsCruds: true,
  pages: true,
  query: PageQuery,
  reply: z.array(Notification),
  errors: ['limit_invalid', 'cursor_invalid'],
})

const Unread = z.object({ unread_count: z.int() })

export const countUnreadNotifications = endpoint({
  method: 'GET',
  path: '/api/activities/notifications/unread',
  summary: 'How many notifications have not been read.',
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
