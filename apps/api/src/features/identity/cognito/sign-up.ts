import { randomBytes } from 'node:crypto'
import { AppError } from '@cruddur/contract/app-error'
import { selectHandleTaken, upsertHeldHandle } from '@cruddur/storage/accounts/held-handles.store'
import { registerUser } from '@cruddur/storage/accounts/users.store'
import type { Db } from '@cruddur/storage/postgres'
import type { MailQueue } from '../../../mail/mail-queue.ts'
import type { NewAccount } from '../identity.port.ts'
import { accountExistsEmail } from '../notice-e-mails.ts'
import type { Pool } from './pool.ts'
import { seal, unseal } from './sealed.ts'
import { deleteSessions } from './sessions/sessions.store.ts'
import * as store from './sign-ups.store.ts'

export type SignUpPorts = { db: Db; pool: Pool; mailQueue: MailQueue }

/** No person has it. */
const nobody = '00000000-0000-0000-0000-000000000000'

/**
 * Cognito keeps one unconfirmed account for an address: that of the first browser. We keep the sign-ups of other browsers
 * for the same address, with the password sealed by that browser's cookie.
 */
export async function signUp({ db, pool, mailQueue }: SignUpPorts, account: NewAccount): Promise<void> {
  const { email, handle, name, password, browserId } = account
  if (await selectHandleTaken(db, { handle, email, sub: nobody })) throw new AppError('handle_taken')
  if (!(await upsertHeldHandle(db, { handle, email }))) throw new AppError('handle_taken')
  const newSub = await pool.signUp(account)
  const user = newSub === null ? await pool.findUser(email) : null
  const sub = user?.isConfirmed ? null : (newSub ?? user?.sub ?? null)
  const sealedPassword = newSub === null ? seal(password, browserId, 'password') : null
  await store.upsertSignUp(db, { email, browserId }, { name, handle, sealedPassword, sub })
  await mailQueue.accept(user?.isConfirmed ? accountExistsEmail(email) : null)
  if (!user?.isConfirmed && newSub === null) await pool.resendCode(email)
}

/**
 * Confirms the account with the sign-up of the browser in which the code is typed. In another browser the code proves only
 * the address: if several browsers signed up, no password is set, and the owner sets one by "Forgot your password?".
 */
export async function confirmSignUp(
  { db, pool }: SignUpPorts,
  { email, code, browserId }: { email: string; code: string; browserId: string },
): Promise<void> {
  const user = await pool.findUser(email)
  // Cognito refuses such a code with the same words and in the same time as a wrong one.
  if (!user || user.isConfirmed) return pool.confirmSignUp(email, code)
  const signUps = await store.selectSignUps(db, { email, browserId, sub: user.sub })
  const own = signUps.find(({ isOwn }) => isOwn)
  if (own && (await selectHandleTaken(db, { handle: own.handle, email, sub: user.sub }))) {
    throw new AppError('handle_taken')
  }
  if (own && signUps.length > 1) await pool.setNames(email, own)
  await pool.confirmSignUp(email, code)
  if (own ? own.sealedPassword !== null : store.isContested(signUps)) {
    const chosen = own?.sealedPassword ? unseal(own.sealedPassword, browserId, 'password') : null
    await replacePassword({ db, pool }, user.sub, chosen)
  }
  await registerUser(db, { sub: user.sub, name: own?.name ?? user.name, handle: own?.handle ?? user.handle })
  await store.deleteSignUps(db, email)
}

/** Sets the password, or a random one, and ends all sessions of the previous one. */
async function replacePassword(
  { db, pool }: Pick<SignUpPorts, 'db' | 'pool'>,
  sub: string,
  password: string | null,
): Promise<void> {
  await pool.setPassword(sub, password ?? unknownPassword())
  await pool.signOutEverywhere(sub)
  await deleteSessions(db, sub)
}

/** Satisfies every password policy that a pool can have. */
const unknownPassword = () => `Aa1!${randomBytes(32).toString('base64url')}`

/**
 * Refuses a password that Cognito has just accepted, if several browsers had chosen one and the confirmation failed before it
 * was replaced. Replaces it now.
 *
 * @throws AppError `generic_401`
 */
export async function refuseContested(
  { db, pool }: Pick<SignUpPorts, 'db' | 'pool'>,
  { sub, email }: { sub: string; email: string },
): Promise<void> {
  if (!store.isContested(await store.selectSignUps(db, { email, browserId: '', sub }))) return
  await replacePassword({ db, pool }, sub, null)
  await store.deleteSignUps(db, email)
  throw new AppError('generic_401')
}
