import { AppError } from '../../http/app-error.ts'
import type { Identity, IssuedTokens } from './identity.port.ts'
import { type AttemptCounters, countFailures, signInTo } from './identity-attempts.ts'

export function signIn(
  ports: AttemptCounters & { identity: Identity },
  credentials: { email: string; password: string },
  address: string,
): Promise<IssuedTokens> {
  return countFailures(ports, signInTo(credentials.email), address, () => ports.identity.signIn(credentials))
}

/** @throws AppError `generic_401` without a refresh token, or with one that is not valid */
export async function refreshSession(identity: Identity, refreshToken: string | undefined): Promise<IssuedTokens> {
  if (!refreshToken) throw new AppError('generic_401')
  return identity.refreshSession(refreshToken)
}
