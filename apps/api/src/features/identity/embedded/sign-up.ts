import { randomUUID } from 'node:crypto'
import type { Db } from '@cruddur/storage/postgres'
import { AppError } from '../../../http/app-error.ts'
import type { MailQueue } from '../../../mail/mail-queue.ts'
import type { NewAccount } from '../identity.port.ts'
import { insertUser } from '../users.store.ts'
import type { Accounts } from './accounts.ts'
import { newCode } from './codes.ts'
import { accountExistsEmail, confirmationEmail } from './e-mails.ts'
import type { Passwords } from './passwords.ts'
import * as store from './sign-ups.store.ts'

export type SignUpPorts = { db: Db; accounts: Accounts; passwords: Passwords; mailQueue: MailQueue }

/**
 * Does the same work and writes the same rows whether the address has an account or not. Only the e-mail differs: for an
 * address with an account, nobody learns the code.
 */
export async function signUp(
  { db, accounts, passwords, mailQueue }: SignUpPorts,
  { name, email, handle, password }: NewAccount,
): Promise<void> {
  const sub = randomUUID()
  if (await store.selectHandleTaken(db, { handle, email, sub })) throw new AppError('handle_taken')
  const code = newCode()
  const hashes = await Promise.all([passwords.hash(password), passwords.hash(code)])
  await store.deleteExpiredHold(db, handle)
  const row = { email, name, handle, sub, password: hashes[0], code: hashes[1] }
  if (!(await store.upsertSignUp(db, row))) throw new AppError('handle_taken')
  const account = await accounts.findByEmail(email)
  mailQueue.enqueue(account ? accountExistsEmail(email) : confirmationEmail(email, handle, code))
}

export async function resendCode({ db, accounts, passwords, mailQueue }: SignUpPorts, email: string): Promise<void> {
  const code = newCode()
  const isPending = await store.updateSignUpCode(db, email, await passwords.hash(code))
  const [account, signUp] = await Promise.all([accounts.findByEmail(email), store.selectSignUp(db, email)])
  if (isPending && signUp)
    mailQueue.enqueue(account ? accountExistsEmail(email) : confirmationEmail(email, signUp.handle, code))
}

/** May break off at any step. The sign-up stays until all steps are done, and the same code continues. */
export async function confirmSignUp(
  { db, accounts, passwords }: SignUpPorts,
  { email, code }: { email: string; code: string },
): Promise<void> {
  const signUp = await store.updateSignUpAttempt(db, email)
  const right = await passwords.matches(code, signUp?.code)
  if (!signUp || !right) throw new AppError('code_invalid')
  if (await store.selectHandleTaken(db, signUp)) throw new AppError('handle_taken')
  if (!(await accounts.create(signUp))) {
    const account = await accounts.findByEmail(email)
    // Another account has the address. The code was guessed, because it was sent to nobody.
    if (account && account.sub !== signUp.sub) throw new AppError('code_invalid')
    if (!account) throw new AppError('handle_taken')
  }
  await insertUser(db, signUp)
  await store.deleteSignUp(db, signUp)
}
