import { AppError } from '@cruddur/contract/app-error'
import type { Page } from '@cruddur/storage/page'
import type { Db } from '@cruddur/storage/postgres'
import type { Caller } from '../../http/caller.ts'
import { selectPersonBySub } from '../../people/people.store.ts'
import { deleteReportAudited, type Moderator, selectReportsAudited } from './moderation.store.ts'

/** `moderators` are handles. */
export type Moderation = { db: Db; moderators: readonly string[] }

export async function listReports(moderation: Moderation, caller: Caller, page: Page) {
  return selectReportsAudited(moderation.db, await moderatorOf(moderation, caller), page)
}

export async function closeReport(moderation: Moderation, caller: Caller, uuid: string): Promise<{ success: true }> {
  const moderator = await moderatorOf(moderation, caller)
  if (!(await deleteReportAudited(moderation.db, moderator, uuid))) throw new AppError('report_not_found')
  return { success: true }
}

/** Call before looking at the input or at any report, so that a refusal reveals nothing about reports. */
export async function moderatorOf({ db, moderators }: Moderation, { sub }: Caller): Promise<Moderator> {
  const person = await selectPersonBySub(db, sub)
  if (!person) throw new AppError('generic_401')
  if (!moderators.includes(person.handle)) throw new AppError('generic_403')
  return { sub, handle: person.handle }
}
