import { AppError } from '@cruddur/contract/app-error'
import type { Db } from '@cruddur/storage/postgres'
import type { IssuedTokens, SignIn } from '../identity.port.ts'
import type { Accounts } from './accounts.ts'
import type { Passwords } from './passwords.ts'
import type { Sessions } from './sessions/sessions.ts'
import { selectSignUpPassword } from './sign-ups.store.ts'

export type SignInPorts = { db: Db; accounts: Accounts; passwords: Passwords; sessions: Sessions }

/**
 * Compares the password twice before every refusal, with the account's and with the pending sign-up's, or with none, so
 * that the time tells nothing. Whoever knows the password of a pending sign-up gets `user_not_confirmed` even if the
 * address has an account: a stranger may have made that sign-up, and must not learn of the account.
 */
export async function signIn(
  { db, accounts, passwords, sessions }: SignInPorts,
  { email, password, browserId, device = '' }: SignIn,
): Promise<IssuedTokens> {
  const [account, pendingPassword] = await Promise.all([
    accounts.findByEmail(email),
    selectSignUpPassword(db, { email, browserId }),
  ])
  if ((await passwords.matches(password, account?.password)) && account) {
    const tokens = await sessions.start(account.sub, device)
    // A new password ends all sessions. This session may have started after that, with the old password.
    if ((await accounts.findByEmail(email))?.password === account.password) return tokens
    await sessions.end(tokens.refreshToken)
    throw new AppError('generic_401')
  }
  const isUnconfirmed = await passwords.matches(password, pendingPassword ?? undefined)
  throw new AppError(isUnconfirmed ? 'user_not_confirmed' : 'generic_401')
}
