import { AppError } from '@cruddur/contract/app-error'
import type { burnings } from '@cruddur/contract/moderation/decisions'
import { type SuspensionLength, suspensionSeconds } from '@cruddur/contract/moderation/suspensions'
import type { Db } from '@cruddur/storage/postgres'
import { deleteCrud } from '../../burning/delete-crud.store.ts'
import type { Caller } from '../../http/caller.ts'
import { type Moderation, type Moderator, moderatorOf } from '../../moderators/moderator-of.ts'
import { insertBurnAudit, selectCrudsOf } from './burning.store.ts'
import { type Case, deleteReportsAudited, selectCase } from './reports.store.ts'
import { upsertSuspensionAudited } from './suspensions.store.ts'

export type Decision = { uuid: string; burn: (typeof burnings)[number]; suspend: SuspensionLength | null }

/** Cruds of one person that are burnt before it is asked for more. */
const burnBatch = 100

/**
 * Does what a moderator decided about a report, and closes it with all others of the same crud. The report is closed last:
 * if something breaks off, it is still open, and deciding again does the rest.
 */
export async function decideReport(
  moderation: Moderation,
  caller: Caller,
  { uuid, burn, suspend }: Decision,
): Promise<{ success: true }> {
  const { db } = moderation
  const moderator = await moderatorOf(moderation, caller)
  const about = await selectCase(db, moderator, uuid)
  if (!about) throw new AppError('report_not_found')
  if (burn === 'crud' && !about.activity_uuid) throw new AppError('decision_invalid')
  if (suspend !== null) {
    refuseModerator(moderation, about.reported_handle)
    await upsertSuspensionAudited(db, moderator, {
      person: about.reported_uuid,
      reason: about.reason,
      seconds: suspensionSeconds[suspend],
      report: uuid,
    })
  }
  if (burn === 'crud') await burnCrud(db, moderator, about)
  if (burn === 'everything') await burnEverything(db, moderator, about)
  const isDismissed = suspend === null && burn === 'nothing'
  const closed = await deleteReportsAudited(db, moderator, about, isDismissed ? 'dismiss' : 'close')
  if (closed === 0) throw new AppError('report_not_found')
  return { success: true }
}

async function burnCrud(db: Db, moderator: Moderator, about: Case): Promise<void> {
  if (!about.activity_uuid) return
  await insertBurnAudit(db, moderator, about, 'burn')
  await deleteCrud(db, about.activity_uuid)
}

async function burnEverything(db: Db, moderator: Moderator, about: Case): Promise<void> {
  await insertBurnAudit(db, moderator, about, 'burn_all')
  for (;;) {
    const uuids = await selectCrudsOf(db, about.reported_uuid, burnBatch)
    if (uuids.length === 0) return
    // One statement a crud: a long one would hold its locks for as long.
    for (const uuid of uuids) await deleteCrud(db, uuid)
  }
}

/** @throws AppError `person_is_moderator`: the operator names moderators, and only the operator can take that back. */
export function refuseModerator({ moderators }: Moderation, handle: string): void {
  if (moderators.includes(handle)) throw new AppError('person_is_moderator')
}
