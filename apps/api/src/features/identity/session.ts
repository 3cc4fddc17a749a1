import type { Db } from '@cruddur/storage/postgres'
import { AppError } from '../../http/app-error.ts'
import type { Caller } from '../../http/caller.ts'
import { refuseNobody } from '../../people/refuse-nobody.ts'
import type { Identity, IssuedTokens } from './identity.port.ts'
import { type AttemptCounters, countFailures, signInTo } from './identity-attempts.ts'

export function signIn(
  ports: AttemptCounters & { identity: Identity },
  credentials: { email: string; password: string; device: string },
  address: string,
): Promise<IssuedTokens> {
  return countFailures(ports, signInTo(credentials.email), address, () => ports.identity.signIn(credentials))
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
  await refuseNobody(db, caller)
  throw new AppError('session_not_found')
}

/** @throws AppError `generic_401` without a refresh token, or with one that is not valid */
export async function refreshSession(identity: Identity, refreshToken: string | undefined): Promise<IssuedTokens> {
  if (!refreshToken) throw new AppError('generic_401')
  return identity.refreshSession(refreshToken)
}
