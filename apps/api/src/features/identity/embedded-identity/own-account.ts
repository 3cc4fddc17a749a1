import { AppError } from '@cruddur/contract/app-error'
import type { Db } from '@cruddur/storage/postgres'
import * as store from './accounts.store.ts'
import { accountDeletedLetter, passwordChangedLetter } from './letters.ts'
import type { Passwords } from './passwords.ts'
import type { PostOffice } from './post-office.ts'
import { refreshTokenHash } from './sessions.ts'

export type OwnAccountParts = { db: Db; passwords: Passwords; postOffice: PostOffice }

/** @returns the address, and the hash that the password was compared with */
export async function checkPassword(
  { db, passwords }: Pick<OwnAccountParts, 'db' | 'passwords'>,
  { sub, password }: { sub: string; password: string },
): Promise<{ email: string; hash: string }> {
  const credential = await store.selectCredential(db, sub)
  const right = await passwords.matches(password, credential?.hash ?? undefined)
  if (!credential) throw new AppError('generic_401')
  if (!right || !credential.hash) throw new AppError('password_wrong')
  return { email: credential.email, hash: credential.hash }
}

export async function changePassword(
  { db, passwords, postOffice }: OwnAccountParts,
  { sub, password, newPassword, keep }: { sub: string; password: string; newPassword: string; keep?: string },
): Promise<void> {
  const { email, hash } = await checkPassword({ db, passwords }, { sub, password })
  const change = { sub, from: hash, to: await passwords.hash(newPassword), keep: keep ? refreshTokenHash(keep) : null }
  // Somebody was faster, perhaps the owner who has just set another with a code: this password is the wrong one by now.
  if (!(await store.updatePassword(db, change))) throw new AppError('password_wrong')
  postOffice.post(passwordChangedLetter(email))
}

export async function deleteAccount({ db, postOffice }: Omit<OwnAccountParts, 'passwords'>, sub: string) {
  const email = await store.deleteAccount(db, sub)
  if (email) postOffice.post(accountDeletedLetter(email))
}
