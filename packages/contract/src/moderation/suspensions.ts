import { z } from 'zod/mini'
import { Instant } from '../activities.ts'
import { endpoint } from '../endpoint.ts'
import { reportReasons } from '../reports.ts'

/** How long a suspension can last, in seconds; null is for good. */
export const suspensionSeconds = {
  '1-day': 86_400,
  '7-days': 7 * 86_400,
  '30-days': 30 * 86_400,
  'for-good': null,
} as const

export const suspensionLengths = Object.keys(suspensionSeconds) as [SuspensionLength, ...SuspensionLength[]]
export type SuspensionLength = keyof typeof suspensionSeconds
export const SuspensionLength = z.enum(suspensionLengths, { error: 'suspension_invalid' })

/** Whoever is suspended can read, burn, take their data along and leave. They can't reach anybody. */
export const Suspension = z.object({
  reason: z.enum(reportReasons),
  created_at: Instant,
  /** Null when it is for good. */
  ends_at: z.nullable(Instant),
})
export type Suspension = z.infer<typeof Suspension>

export const showStanding = endpoint({
  method: 'GET',
  path: '/api/profile/standing',
  summary: 'Whether the caller is a moderator, and whether they are suspended, why, and until when.',
  caller: 'member',
  holdsCruds: false,
  reply: z.object({ is_moderator: z.boolean(), suspension: z.nullable(Suspension) }),
  errors: [],
})
