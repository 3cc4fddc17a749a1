import { AppError } from '@cruddur/contract/app-error'
import type { Page } from '@cruddur/storage/page'
import type { Caller } from '../../http/caller.ts'
import { type Moderation, moderatorOf } from '../../moderators/moderator-of.ts'
import { deleteReportAudited, selectReportsAudited } from './moderation.store.ts'

export async function listReports(moderation: Moderation, caller: Caller, page: Page) {
  return selectReportsAudited(moderation.db, await moderatorOf(moderation, caller), page)
}

export async function closeReport(moderation: Moderation, caller: Caller, uuid: string): Promise<{ success: true }> {
  const moderator = await moderatorOf(moderation, caller)
  if (!(await deleteReportAudited(moderation.db, moderator, uuid))) throw new AppError('report_not_found')
  return { success: true }
}
