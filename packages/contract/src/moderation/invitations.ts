import { z } from 'zod/mini'
import { Instant } from '../activities.ts'
import { Done } from '../done.ts'
import { endpoint } from '../endpoint.ts'

/** Lets people sign up while only invited people can. */
export const Invitation = z.object({
  uuid: z.uuid(),
  code: z.string(),
  moderator_handle: z.string(),
  /** For how many more people. */
  uses_left: z.int(),
  created_at: Instant,
  expires_at: Instant,
})
export type Invitation = z.infer<typeof Invitation>

const forModerators = { caller: 'member', holdsCruds: false } as const

export const listInvitations = endpoint({
  ...forModerators,
  method: 'GET',
  path: '/api/moderation/invitations',
  summary: 'The invitations that still work, the latest first. For moderators only.',
  reply: z.array(Invitation),
  errors: ['generic_403'],
})

export const createInvitation = endpoint({
  ...forModerators,
  method: 'POST',
  path: '/api/moderation/invitations',
  summary: 'Invite people: for some days, with a code that so many of them can use. For moderators only; recorded.',
  body: z.object({
    uses: z
      .int({ error: 'uses_invalid' })
      .check(z.minimum(1, { error: 'uses_invalid' }), z.maximum(100, { error: 'uses_invalid' })),
    days: z
      .int({ error: 'days_invalid' })
      .check(z.minimum(1, { error: 'days_invalid' }), z.maximum(30, { error: 'days_invalid' })),
  }),
  reply: Invitation,
  errors: ['generic_403', 'uses_invalid', 'days_invalid'],
})

export const endInvitation = endpoint({
  ...forModerators,
  method: 'DELETE',
  path: '/api/moderation/invitations/:uuid',
  summary: 'End an invitation before its time. For moderators only; recorded.',
  params: z.object({ uuid: z.string().check(z.uuid({ error: 'invitation_not_found' })) }),
  reply: Done,
  errors: ['generic_403', 'invitation_not_found'],
})
