import { z } from 'zod/mini'
import { Instant } from '../activities.ts'
import { endpoint } from '../endpoint.ts'
import { PageQuery } from '../paging.ts'
import { reportReasons } from '../reports.ts'

/** A report as moderators see it. `evidence` is the sealed copy of the words. It may outlive the crud, but not the report. */
export const SealedReport = z.object({
  uuid: z.uuid(),
  reason: z.enum(reportReasons),
  note: z.string(),
  /** Null once the reporter's account is deleted. */
  reporter_handle: z.nullable(z.string()),
  reported_handle: z.string(),
  activity_uuid: z.nullable(z.uuid()),
  /** When the crud ends. Null when it is gone, and for a report of a person. */
  activity_expires_at: z.nullable(Instant),
  evidence: z.nullable(z.string()),
  /** Open reports about the same person, this one among them. */
  open_reports_count: z.number(),
  reported_is_suspended: z.boolean(),
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
