import { AppError } from '@cruddur/contract/app-error'
import { type Suspension, type SuspensionLength, suspensionSeconds } from '@cruddur/contract/moderation/suspensions'
import type { Db } from '@cruddur/storage/postgres'
import type { Caller } from '../../http/caller.ts'
import { type Moderation, moderatorOf } from '../../moderators/moderator-of.ts'
import { refuseModerator } from './decisions.ts'
import { selectPersonToModerate } from './people.store.ts'
import { deleteSuspensionAudited, upsertSuspensionAudited } from './suspensions.store.ts'

type Wanted = { handle: string; length: SuspensionLength; reason: Suspension['reason'] }

export async function suspendPerson(
  moderation: Moderation,
  caller: Caller,
  { handle, length, reason }: Wanted,
): Promise<{ success: true }> {
  const moderator = await moderatorOf(moderation, caller)
  const person = await requirePerson(moderation.db, handle)
  refuseModerator(moderation, handle)
  await upsertSuspensionAudited(moderation.db, moderator, {
    person,
    reason,
    seconds: suspensionSeconds[length],
    report: null,
  })
  return { success: true }
}

export async function liftSuspension(
  moderation: Moderation,
  caller: Caller,
  { handle }: { handle: string },
): Promise<{ success: true }> {
  const moderator = await moderatorOf(moderation, caller)
  await deleteSuspensionAudited(moderation.db, moderator, await requirePerson(moderation.db, handle))
  return { success: true }
}

async function requirePerson(db: Db, handle: string): Promise<string> {
  const person = await selectPersonToModerate(db, handle)
  if (!person) throw new AppError('user_not_found')
  return person
}
