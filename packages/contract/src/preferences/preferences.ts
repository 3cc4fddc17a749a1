import { z } from 'zod/mini'
import { endpoint } from '../endpoint.ts'
import { Lifetime } from '../lifetimes.ts'

/** What a person has chosen for themselves. Nobody else sees it. */
export const Preferences = z.object({
  /** The lifetime that the composer offers first. Null until one is chosen. */
  default_lifetime: z.nullable(Lifetime),
  /** Whether they have been through the welcome, or skipped it. */
  welcomed: z.boolean(),
  /** Whether a notification tells them that something they wrote has ended. */
  receipts: z.boolean(),
})
export type Preferences = z.infer<typeof Preferences>

const path = '/api/profile/preferences'

export const showPreferences = endpoint({
  method: 'GET',
  path,
  summary: 'What the caller has chosen for themselves.',
  caller: 'member',
  holdsCruds: false,
  reply: Preferences,
  errors: [],
})

export const changePreferences = endpoint({
  method: 'PATCH',
  path,
  summary: 'Change preferences of the caller. What is left out stays as it is. The welcome never comes back.',
  caller: 'member',
  holdsCruds: false,
  body: z.object({
    default_lifetime: z.optional(z.nullable(Lifetime)),
    welcomed: z.optional(z.literal(true)),
    receipts: z.optional(z.boolean()),
  }),
  reply: Preferences,
  errors: ['ttl_blank'],
})
