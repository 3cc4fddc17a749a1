import { AppError } from '@cruddur/contract/app-error'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { Db } from '@cruddur/storage/postgres'
import type { Caller } from '../../http/caller.ts'
import { requireAccount } from '../../people/require-account.ts'
import { type Complaint, insertActivityReport, insertPersonReport, type Outcome } from './reports.store.ts'

type Ports = { db: Db; keys: KeyRing }
type Words = { reason: Complaint['reason']; note?: string | undefined }

export async function reportActivity(
  { db, keys }: Ports,
  { sub }: Caller,
  { uuid, reason, note = '' }: Words & { uuid: string },
) {
  const outcome = await insertActivityReport(db, keys, uuid, { sub, reason, note })
  if (!outcome?.reader_uuid) await requireAccount(db, { sub })
  if (!outcome) throw new AppError('activity_not_found')
  return accept(outcome)
}

export async function reportPerson(
  { db, keys }: Ports,
  { sub }: Caller,
  { handle, reason, note = '' }: Words & { handle: string },
) {
  const outcome = await insertPersonReport(db, keys, handle, { sub, reason, note })
  if (!outcome?.reader_uuid) await requireAccount(db, { sub })
  if (!outcome) throw new AppError('user_not_found')
  return accept(outcome)
}

function accept({ is_self }: Outcome): { success: true } {
  if (is_self) throw new AppError('person_is_self')
  return { success: true }
}
