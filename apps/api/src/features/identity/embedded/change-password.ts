import { AppError } from '@cruddur/contract/app-error'
import type { Db } from '@cruddur/storage/postgres'
import type { MailQueue } from '../../../mail/mail-queue.ts'
import { accountDeletedEmail, passwordChangedEmail } from '../e-mails/e-mails.ts'
import type { PasswordChange, Writing } from '../identity.port.ts'
import * as store from './accounts.store.ts'
import type { Passwords } from './passwords.ts'
import type { Sessions } from './sessions/sessions.ts'

export type ChangePasswordPorts = { db: Db; passwords: Passwords; sessions: Sessions; mailQueue: MailQueue }

/**
 * @returns the address, and the hash that the password was compared with
 * @throws AppError `password_wrong`; `generic_401` if the subject has no account
 */
export async function checkPassword(
  { db, passwords }: Pick<ChangePasswordPorts, 'db' | 'passwords'>,
  { sub, password }: { sub: string; password: string },
): Promise<{ email: string; hash: string }> {
  const credential = await store.selectCredential(db, sub)
  const right = await passwords.matches(password, credential?.hash ?? undefined)
  if (!credential) throw new AppError('generic_401')
  if (!right || !credential.hash) throw new AppError('password_wrong')
  return { email: credential.email, hash: credential.hash }
}

export async function changePassword(
  { db, passwords, sessions, mailQueue }: ChangePasswordPorts,
  { sub, password, newPassword, keep, language }: PasswordChange,
): Promise<void> {
  const { email, hash } = await checkPassword({ db, passwords }, { sub, password })
  const keptSession = keep ? await sessions.findId(keep) : null
  const change = { sub, from: hash, to: await passwords.hash(newPassword), keptSession }
  // The password was changed since it was checked, perhaps by the owner with a code. The given one is wrong by now.
  if (!(await store.updatePassword(db, change))) throw new AppError('password_wrong')
  await mailQueue.notify(passwordChangedEmail({ email, language }))
}

export async function deleteAccount(
  { db, mailQueue }: Pick<ChangePasswordPorts, 'db' | 'mailQueue'>,
  sub: string,
  { language }: Writing = {},
): Promise<void> {
  const email = await store.deleteAccount(db, sub)
  if (email) await mailQueue.notify(accountDeletedEmail({ email, language }))
}
