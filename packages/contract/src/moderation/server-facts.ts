import { z } from 'zod/mini'
import { endpoint } from '../endpoint.ts'

/** Who can sign up: anybody, people with an invitation, or nobody. */
export const signUpModes = ['open', 'invited', 'closed'] as const
const SignUpMode = z.enum(signUpModes, { error: 'sign_up_mode_invalid' })
export type SignUpMode = z.infer<typeof SignUpMode>

/** What anybody may know of how this server is run. */
export const ServerFacts = z.object({
  /** Whether somebody reads reports. */
  has_moderators: z.boolean(),
  sign_up: SignUpMode,
})
export type ServerFacts = z.infer<typeof ServerFacts>

export const showServer = endpoint({
  method: 'GET',
  path: '/api/server',
  summary: 'How this server is run: whether it has moderators, and who can sign up.',
  caller: 'anyone',
  holdsCruds: false,
  reply: ServerFacts,
  errors: [],
})

export const changeServer = endpoint({
  method: 'PUT',
  path: '/api/server',
  summary: 'Change who can sign up. For moderators only; recorded.',
  caller: 'member',
  holdsCruds: false,
  body: z.object({ sign_up: SignUpMode }),
  reply: ServerFacts,
  errors: ['generic_403', 'sign_up_mode_invalid'],
})
