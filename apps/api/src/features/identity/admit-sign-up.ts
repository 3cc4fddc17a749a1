import { createHash } from 'node:crypto'
import { AppError } from '@cruddur/contract/app-error'
import { selectSignUpMode, updateUsesLeft } from '@cruddur/storage/accounts/sign-up-rules.store'
import type { Db } from '@cruddur/storage/postgres'

/**
 * Refuses a sign-up that moderators do not want. An address that used an invitation can use it again, until it ends.
 *
 * @throws AppError `sign_up_closed`, `invitation_invalid`
 */
export async function admitSignUp(
  db: Db,
  { email, invitation }: { email: string; invitation: string | undefined },
): Promise<void> {
  const mode = await selectSignUpMode(db)
  if (mode === 'open') return
  if (mode === 'closed') throw new AppError('sign_up_closed')
  if (!invitation) throw new AppError('invitation_invalid')
  const emailHash = createHash('sha256').update(`${invitation} ${email}`).digest('hex')
  if (!(await updateUsesLeft(db, { code: invitation, emailHash }))) throw new AppError('invitation_invalid')
}
