import { randomBytes, randomUUID } from 'node:crypto'
import { AppError } from '@cruddur/contract/app-error'
import { deleteHeldHandles, selectHandleTaken, upsertHeldHandle } from '@cruddur/storage/accounts/held-handles.store'
import { registerUser } from '@cruddur/storage/accounts/users.store'
import type { Db } from '@cruddur/storage/postgres'
import type { MailQueue } from '../../../mail/mail-queue.ts'
import { accountExistsEmail, confirmationEmail } from '../e-mails/e-mails.ts'
import type { Confirmation, IssuedTokens, NewAccount, Writing } from '../identity.port.ts'
import type { Accounts } from './accounts.ts'
import { codeMinutes, newCode } from './codes.ts'
import type { Passwords } from './passwords.ts'
import type { Sessions } from './sessions/sessions.ts'
import * as store from './sign-ups.store.ts'

export type SignUpPorts = { db: Db; accounts: Accounts; passwords: Passwords; mailQueue: MailQueue; origin: string }

/**
 * Does the same work and writes the same rows whether the address has an account or not. Only the e-mail differs: for an
 * address with an account, nobody learns the code.
 */
export async function signUp(
  { db, accounts, passwords, mailQueue, origin }: SignUpPorts,
  { name, email, handle, password, browserId, language }: NewAccount,
): Promise<void> {
  const sub = randomUUID()
  if (await selectHandleTaken(db, { handle, email, sub })) throw new AppError('handle_taken')
  const code = newCode()
  const hashes = await Promise.all([passwords.hash(password), passwords.hashCode(email, code)])
  if (!(await upsertHeldHandle(db, { handle, email }))) throw new AppError('handle_taken')
  await store.insertSignUp(db, browserId, { email, name, handle, sub, password: hashes[0], code: hashes[1] })
  const account = await accounts.findByEmail(email)
  const to = { email, language }
  const facts = { handle, code, origin, minutes: codeMinutes }
  await mailQueue.accept(account ? accountExistsEmail(to) : confirmationEmail(to, facts))
}

export async function resendCode(
  { db, accounts, passwords, mailQueue, origin }: SignUpPorts,
  { email, browserId, language }: { email: string; browserId: string } & Writing,
): Promise<void> {
  const code = newCode()
  const handle = await store.updateSignUpCode(db, { email, browserId }, await passwords.hashCode(email, code))
  const account = await accounts.findByEmail(email)
  const to = { email, language }
  const about =
    handle && (account ? accountExistsEmail(to) : confirmationEmail(to, { handle, code, origin, minutes: codeMinutes }))
  await mailQueue.accept(about || null)
}

/**
 * Creates the account of the sign-up that the code was sent for. A browser that has signed up for the address confirms its
 * own sign-up and no other. Elsewhere the code chooses, and if several sign-ups are pending the account gets none of their
 * passwords: a stranger may have chosen it. The owner then sets one by "Forgot your password?". Only the browser of the
 * sign-up is signed in.
 *
 * May break off at any step. The sign-ups stay until all steps are done, and the same code continues.
 */
export async function confirmSignUp(
  { db, accounts, passwords, sessions }: SignUpPorts & { sessions: Sessions },
  { email, code, browserId, device = '' }: Confirmation,
): Promise<IssuedTokens | null> {
  const signUps = await store.updateSignUpAttempts(db, { email, browserId })
  const codeHash = await passwords.hashCode(email, code)
  const signUp = signUps.find((each) => each.isCodeValid && each.code === codeHash)
  if (!signUp) throw new AppError('code_invalid')
  if (await selectHandleTaken(db, signUp)) throw new AppError('handle_taken')
  const isAmbiguous = signUps.length > 1 && !signUp.isOwn
  const password = isAmbiguous ? await passwords.hash(randomBytes(32).toString('base64url')) : signUp.password
  if (!(await accounts.create({ ...signUp, password }))) {
    const account = await accounts.findByEmail(email)
    // Another account has the address. The code was guessed, because it was sent to nobody.
    if (account && account.sub !== signUp.sub) throw new AppError('code_invalid')
    if (!account) throw new AppError('handle_taken')
  }
  await registerUser(db, signUp)
  await deleteHeldHandles(db, email)
  await store.deleteSignUps(db, email)
  return signUp.isOwn ? sessions.start(signUp.sub, device) : null
}
