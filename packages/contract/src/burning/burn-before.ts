import { z } from 'zod/mini'
import { endpoint } from '../endpoint.ts'
import { givenInstant } from '../instants.ts'

/** An instant. Without one, all cruds are meant. */
const before = z.optional(givenInstant('before_invalid'))

export const countCrudsBefore = endpoint({
  method: 'GET',
  path: '/api/profile/cruds-before',
  summary: 'How many living cruds and replies the caller wrote before an instant, or at all.',
  caller: 'member',
  holdsCruds: true,
  query: z.object({ before }),
  reply: z.object({ cruds_count: z.int() }),
  errors: ['before_invalid'],
})

export const burnCrudsBefore = endpoint({
  method: 'POST',
  path: '/api/profile/burn-before',
  summary:
    'Burn the cruds and replies that the caller wrote before an instant, or all of them, each as if it was burnt alone. A request works for some seconds; repeat it until nothing is left.',
  caller: 'member',
  holdsCruds: true,
  reserved: true,
  body: z.object({ before }),
  reply: z.object({
    /** How many this request burnt. */
    burnt_count: z.int(),
    /** How many are still to be burnt. */
    left_count: z.int(),
  }),
  errors: ['before_invalid'],
})
