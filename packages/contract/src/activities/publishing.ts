import { z } from 'zod/mini'
import { Activity, ActivityUuid } from '../activities.ts'
import { endpoint } from '../endpoint.ts'
import { givenInstant } from '../instants.ts'
import { Lifetime } from '../lifetimes.ts'
import { text } from '../text.ts'

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

export const createActivity = endpoint({
  method: 'POST',
  path: '/api/activities',
  summary: 'Publish a crud. Its time to live starts now and is never extended.',
  caller: 'member',
  holdsCruds: true,
  body: z.object({ message: Message, ttl: Lifetime }),
  reply: Activity,
  errors: [
    'suspended',
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
  summary: 'Reply to a crud. The reply expires with the crud.',
  caller: 'member',
  holdsCruds: true,
  params: z.object({ uuid: ActivityUuid }),
  body: z.object({ message: ReplyMessage }),
  reply: Activity,
  errors: [
    'suspended',
    'activity_uuid_blank',
    'activity_not_found',
    'message_blank',
    'message_invalid',
    'message_exceed_max_chars_1024',
    'idempotency_key_invalid',
    'idempotency_key_reused',
  ],
})

/** An earlier deadline, in one of two forms. */
const EarlierDeadline = z
  .object({
    ttl: z.optional(Lifetime),
    expires_at: z.optional(givenInstant('expires_at_invalid')),
  })
  .check(
    z.superRefine(({ ttl, expires_at }, context) => {
      const message = ttl && expires_at ? 'expires_at_invalid' : ttl || expires_at ? undefined : 'ttl_blank'
      if (message) context.addIssue({ code: 'custom', message })
    }),
    z.meta({ oneOf: [{ required: ['ttl'] }, { required: ['expires_at'] }] }),
  )

export const shortenActivity = endpoint({
  method: 'PATCH',
  path: '/api/activities/:uuid',
  summary: 'Give a crud of the caller an earlier deadline: `ttl` from now, or `expires_at`. Its replies get it too.',
  caller: 'member',
  holdsCruds: true,
  params: z.object({ uuid: ActivityUuid }),
  body: EarlierDeadline,
  reply: Activity,
  errors: [
    'activity_uuid_blank',
    'activity_not_found',
    'generic_403',
    'ttl_blank',
    'expires_at_invalid',
    'ttl_not_shorter',
  ],
})

export const burnActivity = endpoint({
  method: 'DELETE',
  path: '/api/activities/:uuid',
  summary: 'Burn a crud of the caller now, with its replies and all that refers to it.',
  caller: 'member',
  holdsCruds: false,
  reserved: true,
  params: z.object({ uuid: ActivityUuid }),
  reply: z.object({ uuid: z.uuid() }),
  errors: ['activity_uuid_blank', 'activity_not_found', 'generic_403'],
})
