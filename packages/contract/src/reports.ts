import { z } from 'zod/mini'
import { ActivityUuid, Instant } from './activities.ts'
import { Done } from './done.ts'
import { endpoint } from './endpoint.ts'
import { Handle } from './names/handles.ts'
import { PageQuery } from './paging.ts'
import { text } from './text.ts'

export const reportReasons = ['spam', 'harassment', 'hate', 'violence', 'sexual', 'illegal', 'other'] as const

const Report = z.object({
  reason: z.enum(reportReasons, { error: 'reason_invalid' }),
  note: z.optional(text({ max: 500, lines: true, tooLong: 'note_exceed_max_chars', invalid: 'note_invalid' })),
})

const report = {
  method: 'POST',
  caller: 'member',
  holdsCruds: false,
  body: Report,
  reply: Done,
} as const

const reportErrors = ['reason_invalid', 'note_invalid', 'note_exceed_max_chars', 'person_is_self'] as const

export const reportActivity = endpoint({
  ...report,
  path: '/api/activities/:uuid/report',
  summary: 'Report a crud. Moderators get a sealed copy, which expires too.',
  params: z.object({ uuid: ActivityUuid }),
  errors: ['activity_uuid_blank', 'activity_not_found', ...reportErrors],
})

export const reportPerson = endpoint({
  ...report,
  path: '/api/users/@:handle/report',
  summary: 'Report a person.',
  params: z.object({ handle: Handle }),
  errors: ['blank_user_handle', 'user_not_found', ...reportErrors],
})

/** A report as moderators see it. `evidence` is the sealed copy of the words. It may outlive the crud, but not the report. */
export const SealedReport = z.object({
  uuid: z.uuid(),
  reason: z.enum(reportReasons),
  note: z.string(),
  /** Null once the reporter's account is deleted. */
  reporter_handle: z.nullable(z.string()),
  reported_handle: z.string(),
  activity_uuid: z.nullable(z.uuid()),
  evidence: z.nullable(z.string()),
  created_at: Instant,
  expires_at: Instant,
})
export type SealedReport = z.infer<typeof SealedReport>

export const listReports = endpoint({
  method: 'GET',
  path: '/api/reports',
  summary: 'Open reports, the oldest first. For moderators only; every look is recorded.',
  caller: 'member',
  // The one exception of guarantee 10: it holds sealed evidence, for moderators alone.
  holdsCruds: false,
  pages: true,
  query: PageQuery,
  reply: z.array(SealedReport),
  errors: ['generic_403', 'limit_invalid', 'cursor_invalid'],
})

export const closeReport = endpoint({
  method: 'DELETE',
  path: '/api/reports/:uuid',
  summary: 'Close a report and destroy its evidence. For moderators only; recorded.',
  caller: 'member',
  holdsCruds: false,
  params: z.object({ uuid: z.string().check(z.uuid({ error: 'report_not_found' })) }),
  reply: Done,
  errors: ['generic_403', 'report_not_found'],
})
