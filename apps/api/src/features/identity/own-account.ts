import type { Caller } from '../../http/caller.ts'
import { countFailures, type IdentityUseCases } from './identity.ts'

/**
 * Apart from sign-ins to the account, so that a stranger who fails at those on purpose keeps nobody from changing their
 * password or deleting their account.
 */
const passwordOf = (sub: string) => ({ what: 'password of', whom: sub })

/**
 * Refuses who does not know their own password. As often as one may try to sign in, one may try this: a stolen access
 * token is no way to find the password out.
 *
 * @throws AppError `password_wrong`, `rate_limited`, `generic_401` for a token that outlived its account
 */
export const provePassword =
  (deps: IdentityUseCases) =>
  ({ sub }: Caller, password: string, address: string): Promise<void> =>
    countFailures(deps, passwordOf(sub), address, () => deps.identity.checkPassword({ sub, password }))

/** @param keep the refresh token that came along, whose session goes on */
export function changePassword(
  deps: IdentityUseCases,
  { sub }: Caller,
  { password, newPassword, keep }: { password: string; newPassword: string; keep: string | undefined },
  address: string,
): Promise<void> {
  const change = { sub, password, newPassword, ...(keep !== undefined && { keep }) }
  return countFailures(deps, passwordOf(sub), address, () => deps.identity.changePassword(change))
}
