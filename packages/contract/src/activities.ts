import { z } from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Handle } from './names/handles.ts'
import { ThreadPageQuery } from './paging.ts'
import { MaybeFace } from './users/face.ts'
import { uuidPattern } from './uuids.ts'

/** An instant on the wire: ISO 8601 in UTC with milliseconds, such as `2026-11-22T14:00:00.000Z`. */
export const Instant = z.iso.datetime({ precision: 3 })

/** The person whose repost brought a crud into the reader's feed. */
export const Reposter = z.object({ handle: z.string(), display_name: z.string() })

/**
 * A crud, or a reply to one. `liked` and `reposted` are there for readers who are signed in. `replies_count` is without the
 * replies that a block hides from the reader; `reply_to_activity_uuid` and `reply_to_handle`, whose crud it answers, are
 * null if a block hides that crud.
 */
export const Activity = z.object({
  uuid: z.uuid(),
  display_name: z.string(),
  handle: z.string(),
  face: MaybeFace,
  message: z.string(),
  replies_count: z.int(),
  reposts_count: z.int(),
  likes_count: z.int(),
  reply_to_activity_uuid: z.nullable(z.uuid()),
  reply_to_handle: z.optional(z.nullable(z.string())),
  created_at: Instant,
  expires_at: Instant,
  liked: z.optional(z.boolean()),
  reposted: z.optional(z.boolean()),
  reposted_by: z.optional(Reposter),
})
export type Activity = z.infer<typeof Activity>

/** The uuid of a crud in an address. Text that is no uuid is answered like the uuid of no crud. */
export const ActivityUuid = z
  .string()
  .check(
    z.minLength(1, { error: 'activity_uuid_blank', abort: true }),
    z.toLowerCase(),
    z.regex(uuidPattern, { error: 'activity_not_found' }),
  )

export const activityThread = endpoint({
  method: 'GET',
  path: '/api/activities/@:handle/status/:uuid',
  summary:
    'A crud with the replies to it, oldest first, and with `replies=nested` the first replies to those. With the uuid of the person in place of a crud: the person, for clients of the original that open a follow.',
  caller: 'maybe',
  holdsCruds: true,
  pages: true,
  params: z.object({ handle: Handle, uuid: ActivityUuid }),
  query: z.extend(ThreadPageQuery, {
    replies: z._default(z.enum(['direct', 'nested'], { error: 'filter_invalid' }), 'direct'),
  }),
  reply: z.object({
    activity: Activity,
    replies: z.array(Activity),
    /** With `replies=nested`: the first replies to each reply of the page, and the first to each of those. */
    nested: z.optional(z.array(Activity)),
  }),
  errors: [
    'blank_user_handle',
    'user_not_found',
    'activity_uuid_blank',
    'activity_not_found',
    'filter_invalid',
    'limit_invalid',
    'cursor_invalid',
  ],
})

export const showActivity = endpoint({
  method: 'GET',
  path: '/api/activities/:uuid',
  summary: 'One crud by its uuid, without the handle of its author.',
  caller: 'maybe',
  holdsCruds: true,
  params: z.object({ uuid: ActivityUuid }),
  reply: Activity,
  errors: ['activity_uuid_blank', 'activity_not_found'],
})
