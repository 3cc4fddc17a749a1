import { randomUUID } from 'node:crypto'
import { AppError } from '@cruddur/contract/app-error'
import type { Db } from '@cruddur/storage/postgres'
import type { NewPerson } from '../identity.port.ts'
import { insertUser } from '../people.store.ts'
import type { Accounts } from './accounts.ts'
import { newCode } from './codes.ts'
import { accountExistsLetter, confirmationLetter } from './letters.ts'
import type { Passwords } from './passwords.ts'
import type { PostOffice } from './post-office.ts'
import * as store from './sign-ups.store.ts'

export type SignUpParts = { db: Db; accounts: Accounts; passwords: Passwords; postOffice: PostOffice }

/**
 * The same work is done, and the same rows are written, whether the address has an account or not; only the letter
 * differs. For one that has, the code is told to nobody.
 */
export async function signUp({ db, accounts, passwords, postOffice }: SignUpParts, person: NewPerson): Promise<void> {
  const { name, email, handle } = person
  const sub = randomUUID()
  if (await store.selectHandleTaken(db, { handle, email, sub })) throw new AppError('handle_taken')
  const code = newCode()
  const hashes = await Promise.all([passwords.hash(person.password), passwords.hash(code)])
  const row = { email, name, handle, sub, password: hashes[0], code: hashes[1] }
  await store.deleteExpiredHold(db, handle)
  if (!(await store.upsertSignUp(db, row))) throw new AppError('handle_taken')
  const account = await accounts.find(email)
  postOffice.post(account ? accountExistsLetter(email) : confirmationLetter(email, handle, code))
}

export async function resend({ db, accounts, passwords, postOffice }: SignUpParts, email: string): Promise<void> {
  const code = newCode()
  const waits = await store.updateSignUpCode(db, email, await passwords.hash(code))
  const [account, signUp] = await Promise.all([accounts.find(email), store.selectSignUp(db, email)])
  if (waits && signUp)
    postOffice.post(account ? accountExistsLetter(email) : confirmationLetter(email, signUp.handle, code))
}

/** May break off anywhere: the sign-up stays until all is done, and the same code finishes it. */
export async function confirm(
  { db, accounts, passwords }: SignUpParts,
  { email, code }: { email: string; code: string },
): Promise<void> {
  const signUp = await store.updateSignUpAttempt(db, email)
  const right = await passwords.matches(code, signUp?.code)
  if (!signUp || !right) throw new AppError('code_invalid')
  if (await store.selectHandleTaken(db, signUp)) throw new AppError('handle_taken')
  if (!(await accounts.create(signUp))) {
    const account = await accounts.find(email)
    // Another account has the address: the code was guessed, for it was told to nobody.
    if (account && account.sub !== signUp.sub) throw new AppError('code_invalid')
    if (!account) throw new AppError('handle_taken')
  }
  await insertUser(db, signUp)
  await store.deleteSignUp(db, signUp)
}
