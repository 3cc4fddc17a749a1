import { AppError } from '@cruddur/contract/app-error'
import type { Db } from '@cruddur/storage/postgres'
import type { Accounts } from './accounts.ts'
import { newCode } from './codes.ts'
import { passwordChangedLetter, resetLetter } from './letters.ts'
import type { Passwords } from './passwords.ts'
import type { PostOffice } from './post-office.ts'
import { deleteResetCode, updateResetAttempt, upsertResetCode } from './reset-codes.store.ts'
import type { Sessions } from './sessions.ts'

export type ResetParts = {
  db: Db
  accounts: Accounts
  passwords: Passwords
  sessions: Sessions
  postOffice: PostOffice
}

/** A code is written for every address that is asked for; it is sent only where there is an account. */
export async function forgot({ db, accounts, passwords, postOffice }: ResetParts, email: string): Promise<void> {
  const code = newCode()
  await upsertResetCode(db, email, await passwords.hash(code))
  if (await accounts.find(email)) postOffice.post(resetLetter(email, code))
}

export async function reset(
  { db, accounts, passwords, sessions, postOffice }: ResetParts,
  { email, code, password }: { email: string; code: string; password: string },
): Promise<void> {
  const stored = await updateResetAttempt(db, email)
  const right = await passwords.matches(code, stored ?? undefined)
  const account = await accounts.find(email)
  if (!stored || !right || !account || !(await deleteResetCode(db, email, stored))) throw new AppError('code_invalid')
  // In this order: whoever signs in with the old password in between is found out by signIn.
  await accounts.setPassword(account.sub, await passwords.hash(password))
  await sessions.endAllOf(account.sub)
  postOffice.post(passwordChangedLetter(email))
}
