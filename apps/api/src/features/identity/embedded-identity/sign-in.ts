import { AppError } from '@cruddur/contract/app-error'
import type { Db } from '@cruddur/storage/postgres'
import type { Session } from '../identity.port.ts'
import type { Accounts } from './accounts.ts'
import type { Passwords } from './passwords.ts'
import type { Sessions } from './sessions.ts'
import { selectSignUp } from './sign-ups.store.ts'

export type SignInParts = { db: Db; accounts: Accounts; passwords: Passwords; sessions: Sessions }

/**
 * A refusal has always compared the password twice, with an account's and with a waiting sign-up's, or with nobody's.
 * "Not confirmed" is said to whoever knows the password of the sign-up, even when the address has an account: who has
 * made that sign-up must not learn of the account.
 */
export async function signIn(
  { db, accounts, passwords, sessions }: SignInParts,
  { email, password }: { email: string; password: string },
): Promise<Session> {
  const [account, signUp] = await Promise.all([accounts.find(email), selectSignUp(db, email)])
  if ((await passwords.matches(password, account?.password)) && account) {
    const session = await sessions.start(account.sub)
    // The password may have been changed since it was read, and all sessions ended: this one came too late for that.
    if ((await accounts.find(email))?.password === account.password) return session
    await sessions.end(session.refreshToken)
    throw new AppError('generic_401')
  }
  const waiting = await passwords.matches(password, signUp?.password)
  throw new AppError(waiting ? 'user_not_confirmed' : 'generic_401')
}
