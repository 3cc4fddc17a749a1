import { z } from 'zod/mini'
import { Instant } from './activities.ts'
import { endpoint } from './endpoint.ts'

const uuid = z.uuid()

/**
 * A server-sent event: `event` is the kind, `data` is this. It holds references, never words. A client that wants the words
 * asks for the crud, and gets it if it lives and the reader may see it.
 *
 * No event is lost, but after a reconnection some may come twice. Each holds the state of now, so that a second one changes
 * nothing. Several changes of one thing are sent as one event. An `id` may come without an event: it only moves
 * `Last-Event-ID` on.
 *
 * A plain union: one by `kind` would weigh 0.5 KiB more in the first load, only for better words in errors.
 */
export const StreamEvent = z.union([
  /** A crud was published. `reply_to_activity_uuid` is null unless it is a reply. */
  z.object({ kind: z.literal('crud'), uuid, handle: z.string(), reply_to_activity_uuid: z.nullable(uuid) }),
  z.object({
    kind: z.literal('counts'),
    uuid,
    likes_count: z.int(),
    reposts_count: z.int(),
    replies_count: z.int(),
  }),
  /** A crud was burnt, or now expires sooner, at `expires_at`. */
  z.object({ kind: z.literal('burnt'), uuid }),
  z.object({ kind: z.literal('shortened'), uuid, expires_at: Instant }),
  /** Notifications of the reader came, were read or expired. `unread_count` is how many are unread now. */
  z.object({ kind: z.literal('notification'), unread_count: z.int() }),
  /**
   * In a group of the reader, either member sent a message, read messages, shortened the lifetime or burnt a message. Both
   * members get the event.
   */
  z.object({ kind: z.literal('message'), message_group_uuid: uuid }),
  z.object({ kind: z.literal('message_read'), message_group_uuid: uuid }),
  z.object({ kind: z.literal('message_lifetime'), message_group_uuid: uuid }),
  z.object({ kind: z.literal('message_burnt'), message_group_uuid: uuid, message_uuid: uuid }),
  /** The session of the reader has ended. The stream closes after it. */
  z.object({ kind: z.literal('signed_out') }),
  /** Events were lost: load everything anew. */
  z.object({ kind: z.literal('resync') }),
])
export type StreamEvent = z.infer<typeof StreamEvent>

export const openStream = endpoint({
  method: 'GET',
  path: '/api/stream',
  summary: 'Live updates as server-sent events. `Last-Event-ID` resumes; expired cruds are never replayed.',
  caller: 'maybe',
  holdsCruds: true,
  streams: true,
  /** The data of each event. */
  reply: StreamEvent,
  errors: [],
})
