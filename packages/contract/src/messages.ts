import { z } from 'zod/mini'
import { messageLimit } from './activities/publishing.ts'
import { Instant } from './activities.ts'
import { endpoint } from './endpoint.ts'
import { givenInstant } from './instants.ts'
import { Lifetime, lifetimes } from './lifetimes.ts'
import { handleIn, handlePattern } from './names/handles.ts'
import { PageQuery } from './paging.ts'
import { text } from './text.ts'
import { MaybeFace } from './users/face.ts'
import { uuidPattern } from './uuids.ts'

// Direct messages. Two people have one group. Nobody else can find out whether they have one: for everybody but its members,
// every path answers, to the byte, as for a group that does not exist. So it does for the two while either blocks the other.
//
// A group is erased 30 days after its last message, with its lifetime and read marks. Until then its members can open it
// even when all its messages have expired; only the list of groups leaves it out.

const Text = text({
  max: messageLimit.reply,
  lines: true,
  blank: 'message_blank',
  tooLong: 'message_exceed_max_chars_1024',
  invalid: 'message_invalid',
})

/** The uuid of a group. Text that is no uuid is answered like the uuid of no group. */
export const MessageGroupUuid = z
  .string({ error: 'message_group_not_found' })
  .check(
    z.minLength(1, { error: 'message_group_uuid_blank', abort: true }),
    z.toLowerCase(),
    z.regex(uuidPattern, { error: 'message_group_not_found' }),
  )

/** The uuid of a message. Text that is no uuid is answered like the uuid of no message. */
const MessageUuid = z.string().check(z.toLowerCase(), z.regex(uuidPattern, { error: 'message_not_found' }))

/** The handle of the receiver. One code for everybody who cannot be written to, as in the original: it does not reveal why. */
const Receiver = z
  .string({ error: 'user_reciever_handle_blank' })
  .check(z.toLowerCase(), z.regex(handlePattern, { error: 'user_reciever_handle_blank' }))

/** The handle of the other member of a group. One that nobody can have is answered like a group that does not exist. */
const Correspondent = handleIn({ blank: 'user_reciever_handle_blank', impossible: 'message_group_not_found' })

/** Two people and the lifetime of their messages. The names are the present names of the other member. */
export const MessageGroup = z.object({
  uuid: z.uuid(),
  display_name: z.string(),
  handle: z.string(),
  face: MaybeFace,
  /** How many living messages the reader has not read. */
  unread_count: z.int(),
  /** How long a message lives that is sent from now on. */
  lifetime: z.enum(lifetimes),
})
export type MessageGroup = z.infer<typeof MessageGroup>

/** A group in the list, with its latest living message: its words, when it was sent, and when it expires. */
export const MessageGroupItem = z.extend(MessageGroup, {
  message: z.string(),
  created_at: Instant,
  expires_at: Instant,
})
export type MessageGroupItem = z.infer<typeof MessageGroupItem>

/** A message with its sender's present names. */
export const DirectMessage = z.object({
  uuid: z.uuid(),
  display_name: z.string(),
  handle: z.string(),
  face: MaybeFace,
  message: z.string(),
  created_at: Instant,
  expires_at: Instant,
  /** Whether the receiver has read it. */
  read: z.boolean(),
})
export type DirectMessage = z.infer<typeof DirectMessage>

export const listMessageGroups = endpoint({
  method: 'GET',
  path: '/api/message_groups',
  summary: "The reader's groups with a living message, the one with the latest first.",
  caller: 'member',
  holdsCruds: true,
  pages: true,
  query: PageQuery,
  reply: z.array(MessageGroupItem),
  errors: ['limit_invalid', 'cursor_invalid'],
})

export const showMessageGroup = endpoint({
  method: 'GET',
  path: '/api/message_groups/:message_group_uuid',
  summary: 'A group of the reader: the other member, the lifetime of messages, how many are unread.',
  caller: 'member',
  holdsCruds: true,
  params: z.object({ message_group_uuid: MessageGroupUuid }),
  reply: MessageGroup,
  errors: ['message_group_uuid_blank', 'message_group_not_found'],
})

export const findMessageGroup = endpoint({
  method: 'GET',
  path: '/api/message_groups/@:handle',
  summary: 'The group of the reader and a person. There is none until one has written to the other.',
  caller: 'member',
  holdsCruds: true,
  params: z.object({ handle: Correspondent }),
  reply: MessageGroup,
  errors: ['user_reciever_handle_blank', 'message_group_not_found'],
})

export const listMessages = endpoint({
  method: 'GET',
  path: '/api/messages/:message_group_uuid',
  summary: 'The latest messages of a group, the oldest first. `next` leads to the page before, in the same order.',
  caller: 'member',
  holdsCruds: true,
  pages: true,
  params: z.object({ message_group_uuid: MessageGroupUuid }),
  query: PageQuery,
  reply: z.array(DirectMessage),
  errors: ['message_group_uuid_blank', 'message_group_not_found', 'limit_invalid', 'cursor_invalid'],
})

/**
 * Either `message_group_uuid` or, for a first message, `handle`. As in the original, the group counts when both are given,
 * and the handle is asked for when neither is.
 */
const NewMessage = z
  .object({
    message: Text,
    handle: z.optional(z.nullable(Receiver)),
    message_group_uuid: z.optional(z.nullable(MessageGroupUuid)),
    /** The longest that this message and later ones of the two live. A shorter lifetime that they have stays. */
    ttl: z.optional(Lifetime),
  })
  .check(
    z.refine(({ handle, message_group_uuid }) => handle != null || message_group_uuid != null, {
      error: 'user_reciever_handle_blank',
      // Also beside other invalid fields, but not when there is no body.
      when: ({ issues }) => issues.every(({ path }) => path?.length),
    }),
    z.meta({
      anyOf: ['handle', 'message_group_uuid'].map((name) => ({
        required: [name],
        properties: { [name]: { type: 'string' } },
      })),
    }),
  )

/** The reply to a message to a person: its group, which the original's client then opens. */
export const MessageGroupRef = z.object({ message_group_uuid: z.uuid() })

export const createMessage = endpoint({
  method: 'POST',
  path: '/api/messages',
  summary:
    'Send a message: to a person (`handle`), answered with the group, or to a group, answered with the message. With `ttl`, this message and later ones live no longer than that. Writing to oneself, to nobody, or to a person whom a block hides is `user_reciever_handle_blank`; to the group of such a person, `message_group_not_found`.',
  caller: 'member',
  holdsCruds: true,
  body: NewMessage,
  /** The original's client tells the two apart by `message_group_uuid`, so the message itself must not have one. */
  reply: z.union([MessageGroupRef, DirectMessage]),
  errors: [
    'suspended',
    'message_blank',
    'message_invalid',
    'message_exceed_max_chars_1024',
    'user_reciever_handle_blank',
    'message_group_uuid_blank',
    'message_group_not_found',
    'ttl_blank',
    'idempotency_key_invalid',
    'idempotency_key_reused',
  ],
})

export const readMessages = endpoint({
  method: 'POST',
  path: '/api/messages/:message_group_uuid/read',
  summary: 'Mark the messages of a group as read: those up to `created_at`, or all.',
  caller: 'member',
  holdsCruds: true,
  params: z.object({ message_group_uuid: MessageGroupUuid }),
  body: z.object({
    created_at: z.optional(givenInstant('created_at_invalid')),
  }),
  reply: MessageGroup,
  errors: ['message_group_uuid_blank', 'message_group_not_found', 'created_at_invalid'],
})

export const shortenMessages = endpoint({
  method: 'PATCH',
  path: '/api/messages/:message_group_uuid',
  summary: 'Shorten the lifetime of messages that either member sends from now on to `ttl`.',
  caller: 'member',
  holdsCruds: true,
  params: z.object({ message_group_uuid: MessageGroupUuid }),
  body: z.object({ ttl: Lifetime }),
  reply: MessageGroup,
  errors: ['message_group_uuid_blank', 'message_group_not_found', 'ttl_blank', 'ttl_not_shorter'],
})

export const burnMessage = endpoint({
  method: 'DELETE',
  path: '/api/messages/:message_group_uuid/:message_uuid',
  summary: 'Burn a message that the caller sent: it is erased now, for both.',
  caller: 'member',
  holdsCruds: false,
  reserved: true,
  params: z.object({ message_group_uuid: MessageGroupUuid, message_uuid: MessageUuid }),
  reply: z.object({ uuid: z.uuid() }),
  errors: ['message_group_uuid_blank', 'message_group_not_found', 'message_not_found'],
})
