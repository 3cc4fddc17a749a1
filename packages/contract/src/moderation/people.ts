import { z } from 'zod/mini'
import { Instant } from '../activities.ts'
import { Done } from '../done.ts'
import { endpoint } from '../endpoint.ts'
import { Handle } from '../names/handles.ts'
import { PageQuery } from '../paging.ts'
import { reportReasons } from '../reports.ts'
import { UserShort } from '../users.ts'
import { Suspension, SuspensionLength } from './suspensions.ts'

/** A person as moderators see them. */
export const ModeratedPerson = z.extend(UserShort, {
  joined_at: Instant,
  is_moderator: z.boolean(),
  cruds_count: z.number(),
  open_reports_count: z.number(),
  suspension: z.nullable(Suspension),
})
export type ModeratedPerson = z.infer<typeof ModeratedPerson>

export const listPeople = endpoint({
  method: 'GET',
  path: '/api/moderation/people',
  summary:
    'The people of this server, the latest first, or those whose handle begins with `prefix`. For moderators only.',
  caller: 'member',
  holdsCruds: false,
  pages: true,
  query: z.extend(PageQuery, {
    prefix: z.optional(z.string().check(z.regex(/^[a-z0-9_]{1,30}$/i, { error: 'handle_invalid' }))),
    suspended: z.optional(z.enum(['only'], { error: 'suspension_invalid' })),
  }),
  reply: z.array(ModeratedPerson),
  errors: ['generic_403', 'limit_invalid', 'cursor_invalid', 'handle_invalid', 'suspension_invalid'],
})

const ofPerson = {
  path: '/api/moderation/people/@:handle/suspension',
  caller: 'member',
  holdsCruds: false,
  params: z.object({ handle: Handle }),
  reply: Done,
} as const

export const suspendPerson = endpoint({
  ...ofPerson,
  method: 'PUT',
  summary: 'Suspend a person, from now on for as long as given. For moderators only; recorded.',
  body: z.object({
    length: SuspensionLength,
    reason: z.enum(reportReasons, { error: 'reason_invalid' }),
  }),
  errors: [
    'generic_403',
    'blank_user_handle',
    'user_not_found',
    'suspension_invalid',
    'reason_invalid',
    'person_is_moderator',
  ],
})

export const liftSuspension = endpoint({
  ...ofPerson,
  method: 'DELETE',
  summary: 'Let a suspended person take part again. For moderators only; recorded.',
  errors: ['generic_403', 'blank_user_handle', 'user_not_found'],
})
