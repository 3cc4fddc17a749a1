import { z } from 'zod/mini'
import { Instant } from './activities.ts'
import { endpoint } from './endpoint.ts'

const uuid = z.uuid()

/**
 * What a stream tells, as server-sent events whose `event` is the kind and whose `data` is this. References only, never
 * words: who wants to read asks for the crud, and gets it if it lives and is theirs to see.
 *
 * Nothing is lost, but after a reconnection some may come twice: each says how things are, so that hearing it again
 * changes nothing. What comes with several at once (counts) comes as one, with the latest. An `id` can come without an
 * event, as an empty one that only moves `Last-Event-ID` on.
 */
export const StreamEvent = z.discriminatedUnion('kind', [
  /** A crud was published by somebody. `reply_to_activity_uuid` is null for one that stands in home. */
  z.object({ kind: z.literal('crud'), uuid, handle: z.string(), reply_to_activity_uuid: z.nullable(uuid) }),
  z.object({
    kind: z.literal('counts'),
    uuid,
    likes_count: z.int(),
    reposts_count: z.int(),
    replies_count: z.int(),
  }),
  /** A crud was burnt, or will be gone sooner: at `expires_at`. */
  z.object({ kind: z.literal('burnt'), uuid }),
  z.object({ kind: z.literal('shortened'), uuid, expires_at: Instant }),
  /** Something happened to the reader, was read or is gone; how many notifications they have not read now. */
  z.object({ kind: z.literal('notification'), unread_count: z.int() }),
  /**
   * In a group of the reader's a message was sent, messages were read, or the lifetime was shortened, by either member. Both
   * hear it, on all their pages.
   */
  z.object({ kind: z.literal('message'), message_group_uuid: uuid }),
  z.object({ kind: z.literal('message_read'), message_group_uuid: uuid }),
  z.object({ kind: z.literal('message_lifetime'), message_group_uuid: uuid }),
  /** The session of the reader has ended. The stream closes after it. */
  z.object({ kind: z.literal('signed_out') }),
  /** More was missed than is kept: ask for everything anew. */
  z.object({ kind: z.literal('resync') }),
])
export type StreamEvent = z.infer<typeof StreamEvent>

export const openStream = endpoint({
  method: 'GET',
  path: '/api/stream',
  summary: 'Live updates as server-sent events. `Last-Event-ID` resumes; what has expired is never replayed.',
  caller: 'maybe',
  holdsCruds: true,
  streams: true,
  /** Of each event. */
  reply: StreamEvent,
  errors: [],
})
