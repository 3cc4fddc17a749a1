import { z } from 'zod/mini'
import { Done } from '../done.ts'
import { endpoint } from '../endpoint.ts'
import { SuspensionLength } from './suspensions.ts'

/** What happens to cruds of the person who was reported. */
export const burnings = ['nothing', 'crud', 'everything'] as const

export const decideReport = endpoint({
  method: 'POST',
  path: '/api/reports/:uuid/decision',
  summary:
    'Decide a report, and all others of the same crud: dismiss it, burn, suspend. Their evidence is destroyed. For moderators only; recorded.',
  caller: 'member',
  holdsCruds: false,
  params: z.object({ uuid: z.string().check(z.uuid({ error: 'report_not_found' })) }),
  body: z.object({
    burn: z.enum(burnings, { error: 'decision_invalid' }),
    /** Null: the person is not suspended. */
    suspend: z.nullable(SuspensionLength),
  }),
  reply: Done,
  errors: ['generic_403', 'report_not_found', 'decision_invalid', 'suspension_invalid', 'person_is_moderator'],
})
