import { z } from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Handle } from './handles.ts'
import { Lifetime } from './lifetimes.ts'
import { PageQuery } from './paging.ts'
import { text } from './text.ts'
import { Profile } from './users.ts'

/** An instant on the wire: ISO 8601 in UTC with milliseconds, such as `2026-11-22T14:00:00.000Z`. */
export const Instant = z.iso.datetime({ precision: 3 })

export const messageLimit = { activity: 280, reply: 1024 } as const

const Message = text({
  max: messageLimit.activity,
  lines: true,
  blank: 'message_blank',
  tooLong: 'message_exceed_max_chars',
  invalid: 'message_invalid',
})

const ReplyMessage = text({
  max: messageLimit.reply,
  lines: true,
  blank: 'message_blank',
  tooLong: 'message_exceed_max_chars_1024',
  invalid: 'message_invalid',
})

/** A crud, or a reply to one, as everybody sees it. */
export const Activity = z.object({
  uuid: z.uuid(),
  display_name: z.string(),
  handle: z.string(),
  message: z.string(),
  replies_count: z.int(),
  reposts_count: z.int(),
  likes_count: z.int(),
  reply_to_activity_uuid: z.nullable(z.uuid()),
  created_at: Instant,
  expires_at: Instant,
})
export type Activity = z.infer<typeof Activity>

/** The uuid of a crud in an address. One that is no uuid names no crud. */
const ActivityUuid = z
  .string()
  .check(
    z.minLength(1, { error: 'activity_uuid_blank', abort: true }),
    z.toLowerCase(),
    z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, { error: 'activity_not_found' }),
  )

export const homeActivities = endpoint({
  method: 'GET',
  path: '/api/activities/home',
  summary: 'The newest cruds of everybody, newest first.',
  caller: 'maybe',
  holdsCruds: true,
  pages: true,
  query: PageQuery,
  reply: z.array(Activity),
  errors: ['limit_invalid', 'cursor_invalid'],
})

export const userActivities = endpoint({
  method: 'GET',
  path: '/api/activities/@:handle',
  summary: "A person's profile with their cruds and replies, newest first.",
  caller: 'maybe',
  holdsCruds: true,
  pages: true,
  params: z.object({ handle: Handle }),
  query: PageQuery,
  reply: z.object({ profile: Profile, activities: z.array(Activity) }),
  errors: ['blank_user_handle', 'user_not_found', 'limit_invalid', 'cursor_invalid'],
})

export const activityThread = endpoint({
  method: 'GET',
  path: '/api/activities/@:handle/status/:uuid',
  summary: 'A crud with the replies to it, oldest first.',
  caller: 'maybe',
  holdsCruds: true,
  pages: true,
  params: z.object({ handle: Handle, uuid: ActivityUuid }),
  query: PageQuery,
  reply: z.object({ activity: Activity, replies: z.array(Activity) }),
  errors: [
    'blank_user_handle',
    'user_not_found',
    'activity_uuid_blank',
    'activity_not_found',
    'limit_invalid',
    'cursor_invalid',
  ],
})

export const showActivity = endpoint({
  method: 'GET',
  path: '/api/activities/:uuid',
  summary: 'One crud by its uuid: what a reply points at, without knowing whose it is.',
  caller: 'maybe',
  holdsCruds: true,
  params: z.object({ uuid: ActivityUuid }),
  reply: Activity,
  errors: ['activity_uuid_blank', 'activity_not_found'],
})

export const createActivity = endpoint({
  method: 'POST',
  path: '/api/activities',
  summary: 'Publish a crud. Its clock starts now and never goes back.',
  caller: 'member',
  holdsCruds: true,
  body: z.object({ message: Message, ttl: Lifetime }),
  reply: Activity,
  errors: [
    'ttl_blank',
    'message_blank',
    'message_invalid',
    'message_exceed_max_chars',
    'idempotency_key_invalid',
    'idempotency_key_reused',
  ],
})

export const replyToActivity = endpoint({
  method: 'POST',
  path: '/api/activities/:uuid/reply',
  summary: 'Reply to a crud. The reply goes when the crud goes.',
  caller: 'member',
  holdsCruds: true,
  params: z.object({ uuid: ActivityUuid }),
  body: z.object({ message: ReplyMessage }),
  reply: Activity,
  errors: [
    'activity_uuid_blank',
    'activity_not_found',
    'message_blank',
    'message_invalid',
    'message_exceed_max_chars_1024',
    'idempotency_key_invalid',
    'idempotency_key_reused',
  ],
})
