import { z } from 'zod/mini'
import { Instant, messageLimit } from './activities.ts'
import { endpoint } from './endpoint.ts'
import { handleIn, handlePattern } from './handles.ts'
import { Lifetime, lifetimes } from './lifetimes.ts'
import { PageQuery } from './paging.ts'
import { text } from './text.ts'
import { uuidPattern } from './uuids.ts'

// Direct messages. Two people have one group; nobody else can tell whether they have: for all but its two members a group
// answers, on every path and to the byte, as one that never was. So it does for the two while either blocks the other.
//
// A group is forgotten 30 days after its last message, with its lifetime and read marks. Until then it is there for its
// members even when all messages in it have gone; only the list of groups leaves it out.

const Text = text({
  max: messageLimit.reply,
  lines: true,
  blank: 'message_blank',
  tooLong: 'message_exceed_max_chars_1024',
  invalid: 'message_invalid',
})

/** The uuid of a group. One that is no uuid names no group. */
export const MessageGroupUuid = z
  .string({ error: 'message_group_not_found' })
  .check(
    z.minLength(1, { error: 'message_group_uuid_blank', abort: true }),
    z.toLowerCase(),
    z.regex(uuidPattern, { error: 'message_group_not_found' }),
  )

/** Whom a message is for. The original has one code for everybody who cannot be written to, so nobody learns which it is. */
const Receiver = z
  .string({ error: 'user_reciever_handle_blank' })
  .check(z.toLowerCase(), z.regex(handlePattern, { error: 'user_reciever_handle_blank' }))

/** With whom a group is. A handle that nobody could have names no group. */
const Correspondent = handleIn({ blank: 'user_reciever_handle_blank', impossible: 'message_group_not_found' })

/** Two people and what they agreed on. The names are those of the other one, as they are now. */
export const MessageGroup = z.object({
  uuid: z.uuid(),
  display_name: z.string(),
  handle: z.string(),
  /** How many messages to the reader they have not read. Only what lives is counted. */
  unread_count: z.int(),
  /** How long a message lives that is sent now. */
  lifetime: z.enum(lifetimes),
})
export type MessageGroup = z.infer<typeof MessageGroup>

/** A group in the list, with its latest message that lives: its words, when it was sent, and when it goes. */
export const MessageGroupItem = z.extend(MessageGroup, {
  message: z.string(),
  created_at: Instant,
  expires_at: Instant,
})
export type MessageGroupItem = z.infer<typeof MessageGroupItem>

/** A message with its sender's names, as they are now. */
export const DirectMessage = z.object({
  uuid: z.uuid(),
  display_name: z.string(),
  handle: z.string(),
  message: z.string(),
  created_at: Instant,
  expires_at: Instant,
  /** Whether whom it was sent to has read it. */
  read: z.boolean(),
})
export type DirectMessage = z.infer<typeof DirectMessage>

export const listMessageGroups = endpoint({
  method: 'GET',
  path: '/api/message_groups',
  summary: "The reader's groups in which a message lives, the one with the latest first.",
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
  summary: 'A group of the reader: with whom, how long messages live, how many are unread.',
  caller: 'member',
  holdsCruds: true,
  params: z.object({ message_group_uuid: MessageGroupUuid }),
  reply: MessageGroup,
  errors: ['message_group_uuid_blank', 'message_group_not_found'],
})

export const findMessageGroup = endpoint({
  method: 'GET',
  path: '/api/message_groups/@:handle',
  summary: 'The group that the reader has with a person. There is none until one has written to the other.',
  caller: 'member',
  holdsCruds: true,
  params: z.object({ handle: Correspondent }),
  reply: MessageGroup,
  errors: ['user_reciever_handle_blank', 'message_group_not_found'],
})

export const listMessages = endpoint({
  method: 'GET',
  path: '/api/messages/:message_group_uuid',
  summary:
    'The latest messages of a group, oldest first. `next` leads to the page of those before them, in the same order.',
  caller: 'member',
  holdsCruds: true,
  pages: true,
  params: z.object({ message_group_uuid: MessageGroupUuid }),
  query: PageQuery,
  reply: z.array(DirectMessage),
  errors: ['message_group_uuid_blank', 'message_group_not_found', 'limit_invalid', 'cursor_invalid'],
})

/**
 * Either `message_group_uuid` or, for a first message, `handle`. With both, or neither, the original looks at the group if
 * there is one and else asks for the handle.
 */
const NewMessage = z
  .object({
    message: Text,
    handle: z.optional(z.nullable(Receiver)),
    message_group_uuid: z.optional(z.nullable(MessageGroupUuid)),
  })
  .check(
    z.refine(({ handle, message_group_uuid }) => handle != null || message_group_uuid != null, {
      error: 'user_reciever_handle_blank',
      // Beside other fields that are wrong, but not in place of a body.
      when: ({ issues }) => issues.every(({ path }) => path?.length),
    }),
  )

/** To a person: which group it is in. The original's client goes there when it sees this. */
export const MessageGroupRef = z.object({ message_group_uuid: z.uuid() })

export const createMessage = endpoint({
  method: 'POST',
  path: '/api/messages',
  summary:
    'Send a message: to a person (`handle`), answered with the group, or to a group, answered with the message. Writing to oneself, to nobody, or to whom a block keeps apart is `user_reciever_handle_blank`; to such a group, `message_group_not_found`.',
  caller: 'member',
  holdsCruds: true,
  body: NewMessage,
  /** The original's client tells the two apart by `message_group_uuid`: the message itself must not have it. */
  reply: z.union([MessageGroupRef, DirectMessage]),
  errors: [
    'message_blank',
    'message_invalid',
    'message_exceed_max_chars_1024',
    'user_reciever_handle_blank',
    'message_group_uuid_blank',
    'message_group_not_found',
    'idempotency_key_invalid',
    'idempotency_key_reused',
  ],
})

export const readMessages = endpoint({
  method: 'POST',
  path: '/api/messages/:message_group_uuid/read',
  summary: 'Mark the messages of a group as read: up to `created_at` of the last that was seen, or all that there are.',
  caller: 'member',
  holdsCruds: true,
  params: z.object({ message_group_uuid: MessageGroupUuid }),
  body: z.object({
    created_at: z.optional(z.iso.datetime({ error: 'created_at_invalid', offset: true })),
  }),
  reply: MessageGroup,
  errors: ['message_group_uuid_blank', 'message_group_not_found', 'created_at_invalid'],
})

export const shortenMessages = endpoint({
  method: 'PATCH',
  path: '/api/messages/:message_group_uuid',
  summary: 'Let messages that either member sends from now on live for `ttl`, which must be shorter than it was.',
  caller: 'member',
  holdsCruds: true,
  params: z.object({ message_group_uuid: MessageGroupUuid }),
  body: z.object({ ttl: Lifetime }),
  reply: MessageGroup,
  errors: ['message_group_uuid_blank', 'message_group_not_found', 'ttl_blank', 'ttl_not_shorter'],
})
