import { AppError } from '@cruddur/contract/app-error'
import type { Db } from '@cruddur/storage/postgres'
import type { MailQueue } from '../../../mail/mail-queue.ts'
import { accountDeletedEmail, passwordChangedEmail } from '../e-mails/e-mails.ts'
import type { IssuedTokens, PasswordChange, SignIn, Writing } from '../identity.port.ts'
import type { Pool, PoolTokens } from './pool.ts'
import type { PoolUser } from './pool-user.ts'
import { unseal } from './sealed.ts'
import { deleteSessions } from './sessions/sessions.store.ts'
import type { Sessions } from './sessions/sessions.ts'
import { refuseContested } from './sign-up.ts'
import { deleteSignUps, deleteUnsettled, selectSealedPassword } from './sign-ups.store.ts'

export type AccountPorts = { db: Db; pool: Pool; sessions: Sessions; mailQueue: MailQueue }

const isRefusal = (error: unknown) => error instanceof AppError && error.codes.includes('generic_401')

/**
 * Starts a session. If this browser has a sign-up for the address with this password, the answer is `user_not_confirmed` even
 * if the address has an account. A stranger may have made that sign-up, and must not learn of the account.
 */
export async function signIn(
  { db, pool, sessions }: AccountPorts,
  { email, password, browserId, device = '' }: SignIn,
): Promise<IssuedTokens> {
  const tokens = await pool.signIn(email, password).catch(async (error) => {
    const sealed = isRefusal(error) && (await selectSealedPassword(db, { email, browserId }))
    if (sealed && unseal(sealed, browserId, 'password') === password) throw new AppError('user_not_confirmed')
    throw error
  })
  await refuseContested({ db, pool }, { sub: tokens.sub, email })
  return sessions.start(tokens, device)
}

/**
 * Checks a password by signing in with it.
 *
 * @throws AppError `password_wrong`; `generic_401` if the subject has no account
 */
async function prove(pool: Pool, sub: string, password: string): Promise<{ user: PoolUser; tokens: PoolTokens }> {
  const user = await pool.findUser(sub)
  if (!user) throw new AppError('generic_401')
  const tokens = await pool.signIn(user.email ?? sub, password).catch((error) => {
    throw isRefusal(error) ? new AppError('password_wrong') : error
  })
  // Somebody else may have the address by now.
  if (tokens.sub !== sub) throw new AppError('password_wrong')
  return { user, tokens }
}

export async function checkPassword({ pool }: AccountPorts, proof: { sub: string; password: string }): Promise<void> {
  const { tokens } = await prove(pool, proof.sub, proof.password)
  // Nobody has the token, so it does no harm if it stays valid.
  await pool.revoke(tokens.refreshToken).catch(() => {})
}

export async function changePassword(
  { db, pool, sessions, mailQueue }: AccountPorts,
  { sub, password, newPassword, keep, language }: PasswordChange,
): Promise<void> {
  const { user, tokens } = await prove(pool, sub, password)
  await pool.changePassword(tokens.accessToken, password, newPassword)
  const found = keep ? await sessions.findOf(keep) : null
  const kept = found?.sub === sub ? found : null
  try {
    // This ends every session of the person, so the kept one needs a new session at Cognito.
    await pool.signOutEverywhere(sub)
    if (keep && kept) await sessions.continue(keep, kept, await pool.signIn(user.email ?? sub, newPassword))
  } finally {
    const session = keep && kept ? await sessions.findOf(keep) : null
    await deleteSessions(db, sub, session?.id)
    if (user.verifiedEmail) await mailQueue.notify(passwordChangedEmail({ email: user.verifiedEmail, language }))
  }
}

export async function resetPassword(
  { db, pool, mailQueue }: AccountPorts,
  { email, code, password, language }: { email: string; code: string; password: string } & Writing,
): Promise<void> {
  await pool.resetPassword(email, code, password)
  const user = await pool.findUser(email)
  if (!user) throw new AppError('code_invalid')
  try {
    await signOutEverywhere({ db, pool }, user.sub)
  } finally {
    await deleteUnsettled(db, user.sub)
    await deleteSignUps(db, email)
    await mailQueue.notify(passwordChangedEmail({ email, language }))
  }
}

/** Ends every session of a person, at Cognito first, so that nobody gets a new access token after the old ones are refused. */
export async function signOutEverywhere({ db, pool }: Pick<AccountPorts, 'db' | 'pool'>, sub: string): Promise<void> {
  try {
    await pool.signOutEverywhere(sub)
  } finally {
    await deleteSessions(db, sub)
  }
}

export async function deleteAccount(
  { db, pool, mailQueue }: AccountPorts,
  sub: string,
  { language }: Writing = {},
): Promise<void> {
  const user = await pool.findUser(sub)
  await pool.deleteUser(sub)
  await deleteSessions(db, sub)
  await deleteUnsettled(db, sub)
  if (!user?.verifiedEmail) return
  await deleteSignUps(db, user.verifiedEmail)
  await mailQueue.notify(accountDeletedEmail({ email: user.verifiedEmail, language }))
}
