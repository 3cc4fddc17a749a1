import { AppError } from '@cruddur/contract/app-error'
import type { Db } from '@cruddur/storage/postgres'
import type { MailQueue } from '../../../mail/mail-queue.ts'
import { passwordChangedEmail, resetEmail } from '../e-mails/e-mails.ts'
import type { Writing } from '../identity.port.ts'
import type { Accounts } from './accounts.ts'
import { codeMinutes, newCode } from './codes.ts'
import type { Passwords } from './passwords.ts'
import { deleteResetCode, updateResetAttempt, upsertResetCode } from './reset-codes.store.ts'
import { deleteSessions } from './sessions/sessions.store.ts'

export type ResetPasswordPorts = {
  db: Db
  accounts: Accounts
  passwords: Passwords
  mailQueue: MailQueue
}

/** Stores a code for every address, and sends it only to those that have an account: both take the same time. */
export async function forgotPassword(
  { db, accounts, passwords, mailQueue }: ResetPasswordPorts,
  { email, language }: { email: string } & Writing,
): Promise<void> {
  const code = newCode()
  await upsertResetCode(db, email, await passwords.hash(code))
  const account = await accounts.findByEmail(email)
  await mailQueue.accept(account ? resetEmail({ email, language }, { code, minutes: codeMinutes }) : null)
}

export async function resetPassword(
  { db, accounts, passwords, mailQueue }: ResetPasswordPorts,
  { email, code, password, language }: { email: string; code: string; password: string } & Writing,
): Promise<void> {
  const stored = await updateResetAttempt(db, email)
  const right = await passwords.matches(code, stored ?? undefined)
  const account = await accounts.findByEmail(email)
  if (!stored || !right || !account || !(await deleteResetCode(db, email, stored))) throw new AppError('code_invalid')
  // The password comes first: signIn looks at it again after starting a session, and so notices a change in between.
  await accounts.setPassword(account.sub, await passwords.hash(password))
  await deleteSessions(db, account.sub)
  await mailQueue.notify(passwordChangedEmail({ email, language }))
}
