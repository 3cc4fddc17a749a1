import { AppError } from '@cruddur/contract/app-error'
import type { Db } from '@cruddur/storage/postgres'
import type { Caller } from '../../http/caller.ts'
import { requireAccount } from '../../people/require-account.ts'
import type { Identity, IssuedTokens, SignIn } from './identity.port.ts'
import { type AttemptCounters, countFailures, signInTo, signInWith } from './identity-attempts.ts'
import { selectIsKnownBrowser, upsertKnownBrowser } from './known-browsers.store.ts'

/**
 * Starts a session. Failures are counted for the account, but apart for browsers in which the owner has signed in before.
 *
 * @throws AppError `generic_401`, `user_not_confirmed`, `rate_limited`
 */
export async function signIn(
  ports: AttemptCounters & { identity: Identity },
  credentials: SignIn,
  address: string,
): Promise<IssuedTokens> {
  const isKnown = await selectIsKnownBrowser(ports.db, credentials)
  const target = isKnown ? signInWith(credentials) : signInTo(credentials.email)
  const tokens = await countFailures(ports, target, address, () => ports.identity.signIn(credentials))
  await upsertKnownBrowser(ports.db, credentials)
  return tokens
}

/**
 * Ends one session of the caller.
 *
 * @throws AppError `session_not_found`; `generic_401` for a token of a deleted account
 */
export async function endSession(
  { db, identity }: { db: Db; identity: Identity },
  caller: Caller,
  id: string,
): Promise<void> {
  if (await identity.endSession({ sub: caller.sub, id })) return
  await requireAccount(db, caller)
  throw new AppError('session_not_found')
}

/** @throws AppError `generic_401` without a refresh token, or with one that is not valid */
export async function refreshSession(identity: Identity, refreshToken: string | undefined): Promise<IssuedTokens> {
  if (!refreshToken) throw new AppError('generic_401')
  return identity.refreshSession(refreshToken)
}
