import { deleteAttempts } from '../../attempts/attempts.store.ts'
import type { Caller } from '../../http/caller.ts'
import { refuseCommonPassword } from './common-passwords.ts'
import type { Identity, Writing } from './identity.port.ts'
import {
  type AttemptCounters,
  countCode,
  countEmail,
  countFailures,
  forgiveCodes,
  passwordOf,
  signInTo,
} from './identity-attempts.ts'

type PasswordPorts = AttemptCounters & { identity: Identity }

export async function forgotPassword(
  ports: PasswordPorts,
  account: { email: string } & Writing,
  address: string,
): Promise<void> {
  await countEmail(ports, account.email, address)
  await ports.identity.forgotPassword(account)
}

export async function resetPassword(
  ports: PasswordPorts,
  proof: { email: string; code: string; password: string } & Writing,
  address: string,
): Promise<void> {
  await refuseCommonPassword(proof.password)
  await countCode(ports, proof.email, address)
  await ports.identity.resetPassword(proof)
  await forgiveCodes(ports, proof.email)
  // The owner may be locked out by somebody else's guesses. The new password must work at once.
  await deleteAttempts(ports.db, signInTo(proof.email))
}

/** @param keep the refresh token of the session that goes on */
export async function changePassword(
  ports: PasswordPorts,
  { sub }: Caller,
  {
    password,
    newPassword,
    keep,
    language,
  }: { password: string; newPassword: string; keep: string | undefined } & Writing,
  address: string,
): Promise<void> {
  await refuseCommonPassword(newPassword)
  const change = { sub, password, newPassword, language, ...(keep !== undefined && { keep }) }
  return countFailures(ports, passwordOf(sub), address, () => ports.identity.changePassword(change))
}

/**
 * Refuses callers who do not know their own password. The limit is that of sign-ins: a stolen access token must not help
 * to guess the password.
 *
 * @throws AppError `password_wrong`, `rate_limited`; `generic_401` for a token of a deleted account
 */
export const checkOwnPassword =
  (ports: PasswordPorts) =>
  ({ sub }: Caller, password: string, address: string): Promise<void> =>
    countFailures(ports, passwordOf(sub), address, () => ports.identity.checkPassword({ sub, password }))
