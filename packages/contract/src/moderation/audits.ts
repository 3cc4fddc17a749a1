import { z } from 'zod/mini'
import { Instant } from '../activities.ts'
import { endpoint } from '../endpoint.ts'
import { PageQuery } from '../paging.ts'

export const auditedActions = [
  'close',
  'dismiss',
  'burn',
  'burn_all',
  'suspend',
  'lift',
  'open_sign_up',
  'invite_only',
  'close_sign_up',
  'invite',
  'end_invitation',
] as const

/** Without words. The handle is that of the person whom it was about; null once they deleted their account, and for what was about nobody. */
export const Audit = z.object({
  uuid: z.uuid(),
  moderator_handle: z.string(),
  action: z.enum(auditedActions),
  about_handle: z.nullable(z.string()),
  created_at: Instant,
})
export type Audit = z.infer<typeof Audit>

export const listAudits = endpoint({
  method: 'GET',
  path: '/api/moderation/audits',
  summary: 'What moderators decided in the last year, the latest first. For moderators only.',
  caller: 'member',
  holdsCruds: false,
  pages: true,
  query: PageQuery,
  reply: z.array(Audit),
  errors: ['generic_403', 'limit_invalid', 'cursor_invalid'],
})
