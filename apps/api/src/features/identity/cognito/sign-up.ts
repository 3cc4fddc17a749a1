import { randomBytes } from 'node:crypto'
import { AppError } from '@cruddur/contract/app-error'
import { noSub, selectHandleTaken, upsertHeldHandle } from '@cruddur/storage/accounts/held-handles.store'
import { registerUser, updateNames } from '@cruddur/storage/accounts/users.store'
import type { Db } from '@cruddur/storage/postgres'
import type { MailQueue } from '../../../mail/mail-queue.ts'
import { accountExistsEmail } from '../e-mails/e-mails.ts'
import type { Confirmation, IssuedTokens, NewAccount } from '../identity.port.ts'
import type { Pool, PoolTokens } from './pool.ts'
import { seal, unseal } from './sealed.ts'
import { deleteSessions } from './sessions/sessions.store.ts'
import type { Sessions } from './sessions/sessions.ts'
import * as store from './sign-ups.store.ts'

export type SignUpPorts = { db: Db; pool: Pool; mailQueue: MailQueue }

/**
 * Cognito keeps one unconfirmed account for an address: that of the first browser. We keep the sign-ups of other browsers
 * for the same address, with the password sealed by that browser's cookie.
 */
export async function signUp({ db, pool, mailQueue }: SignUpPorts, account: NewAccount): Promise<void> {
  const { email, handle, name, password, browserId, language } = account
  if (await selectHandleTaken(db, { handle, email, sub: noSub })) throw new AppError('handle_taken')
  if (!(await upsertHeldHandle(db, { handle, email }))) throw new AppError('handle_taken')
  const newSub = await pool.signUp(account).catch(async (error) => {
    await store.releaseHandle(db, { handle, email })
    throw error
  })
  const entered = {
    name,
    handle,
    sealedPassword: newSub === null ? seal(password, browserId, 'password') : null,
    signInPassword: seal(password, browserId, 'sign-in password'),
  }
  let user = newSub === null ? await pool.findUser(email) : null
  const sub = user?.isConfirmed ? null : (newSub ?? user?.sub ?? null)
  await store.upsertSignUp(db, { email, browserId }, { ...entered, sub })
  if (newSub === null && !user?.isConfirmed) {
    // The account may have been confirmed before our row was written. Then the row must not contest its password.
    user = await pool.findUser(email)
    if (user?.isConfirmed) await store.upsertSignUp(db, { email, browserId }, { ...entered, sub: null })
  }
  await mailQueue.accept(user?.isConfirmed ? accountExistsEmail({ email, language }) : null)
  if (!user?.isConfirmed && newSub === null) await pool.resendCode(email)
}

/** Sends a new code while a sign-up of ours waits. Cognito keeps an unconfirmed account of anybody's for longer. */
export async function resendCode({ db, pool }: Pick<SignUpPorts, 'db' | 'pool'>, email: string): Promise<void> {
  if (await store.selectIsWaiting(db, email)) await pool.resendCode(email)
}

/**
 * Confirms the account with the sign-up of the browser in which the code is typed. In another browser the code proves only
 * the address: unless exactly one sign-up waits, and made the account, nobody's password is set, and the owner sets one by
 * "Forgot your password?". Only the browser of the sign-up is signed in.
 */
export async function confirmSignUp(
  { db, pool, sessions }: SignUpPorts & { sessions: Sessions },
  { email, code, browserId, device = '' }: Confirmation,
): Promise<IssuedTokens | null> {
  const user = await pool.findUser(email)
  if (user?.isConfirmed) await settle({ db, pool }, user.sub)
  // Cognito refuses such a code with the same words and in the same time as a wrong one.
  if (!user || user.isConfirmed) {
    await pool.confirmSignUp(email, code)
    return null
  }
  const { sub } = user
  const signUps = await store.selectSignUps(db, { email, browserId, sub })
  const own = signUps.find(({ isOwn }) => isOwn)
  if (own && (await selectHandleTaken(db, { handle: own.handle, email, sub }))) throw new AppError('handle_taken')
  const [maker] = own ? [own] : signUps.length === 1 ? signUps : []
  const keepsPassword = maker?.sealedPassword === null
  // Cognito sets no password before it has checked the code. If we fail after that, the note is what remains.
  if (!keepsPassword) await store.insertUnsettled(db, sub)
  try {
    await pool.confirmSignUp(email, code)
  } catch (error) {
    if (!(await pool.findUser(sub))?.isConfirmed) await store.deleteUnsettled(db, sub)
    throw error
  }
  if (!keepsPassword) {
    await replacePassword(
      { db, pool },
      sub,
      own?.sealedPassword ? unseal(own.sealedPassword, browserId, 'password') : null,
    )
    // Who signed in with the old password in between could change the address.
    if ((await pool.findUser(sub))?.email !== user.email) throw new AppError('code_invalid')
    await store.deleteUnsettled(db, sub)
  }
  const { name, handle } = own ?? user
  if (own && (name !== user.name || handle !== user.handle)) await pool.setNames(sub, own)
  if ((await registerUser(db, { sub, name, handle })) === 'known') await updateNames(db, { sub, name, handle })
  await store.deleteSignUps(db, email)
  const tokens = await signInWithOwn(pool, { email, browserId, sealed: own?.signInPassword ?? null })
  return tokens && sessions.start(tokens, device)
}

/** Signs in with the password that the browser chose. Null if that is not known, or Cognito did not take it. */
async function signInWithOwn(
  pool: Pool,
  { email, browserId, sealed }: { email: string; browserId: string; sealed: string | null },
): Promise<PoolTokens | null> {
  const password = sealed && unseal(sealed, browserId, 'sign-in password')
  // The account is confirmed, whatever happens here: the person can sign in by hand.
  return password ? pool.signIn(email, password).catch(() => null) : null
}

/**
 * Sets the password, or a random one if there is none or Cognito does not take it. Ends all sessions of the previous one.
 */
async function replacePassword(
  { db, pool }: Pick<SignUpPorts, 'db' | 'pool'>,
  sub: string,
  password: string | null,
): Promise<void> {
  try {
    await pool.setPassword(sub, password ?? unknownPassword())
  } catch {
    await pool.setPassword(sub, unknownPassword())
  }
  try {
    await pool.signOutEverywhere(sub)
  } finally {
    await deleteSessions(db, sub)
  }
}

/** Satisfies every password policy that a pool can have. */
const unknownPassword = () => `Aa1!${randomBytes(32).toString('base64url')}`

/**
 * Replaces the password of a confirmed account whose confirmation failed before that.
 *
 * @returns whether it was necessary
 */
export async function settle({ db, pool }: Pick<SignUpPorts, 'db' | 'pool'>, sub: string): Promise<boolean> {
  if (!(await store.selectIsUnsettled(db, sub))) return false
  await replacePassword({ db, pool }, sub, null)
  await store.deleteUnsettled(db, sub)
  return true
}

/**
 * Refuses a password that Cognito has just accepted, if it may be a stranger's: several browsers had chosen one, and the
 * account was confirmed without us, or the confirmation failed before the password was replaced. Replaces it now.
 *
 * @throws AppError `generic_401`
 */
export async function refuseContested(
  { db, pool }: Pick<SignUpPorts, 'db' | 'pool'>,
  { sub, email }: { sub: string; email: string },
): Promise<void> {
  if (!(await settle({ db, pool }, sub))) {
    if (!store.isContested(await store.selectSignUps(db, { email, browserId: '', sub }))) return
    await replacePassword({ db, pool }, sub, null)
  }
  await store.deleteSignUps(db, email)
  throw new AppError('generic_401')
}
