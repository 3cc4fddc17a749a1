import { AppError } from '@cruddur/contract/app-error'
import type { Assertion, NewCredential } from '@cruddur/contract/passkeys/passkeys'
import type { Caller } from '../../http/caller.ts'
import { requireAccount } from '../../people/require-account.ts'
import type { Identity, IssuedTokens, Passkey, Passkeys, Writing } from './identity.port.ts'
import { type AttemptCounters, countFailures } from './identity-attempts.ts'
import { upsertKnownBrowser } from './known-browsers.store.ts'
import { checkOwnPassword } from './password.ts'

type PasskeyPorts = AttemptCounters & { identity: Identity }

/** @throws AppError `generic_401` for a token of a deleted account; `passkeys_unavailable` */
async function offered({ db, identity }: PasskeyPorts, caller: Caller): Promise<Passkeys> {
  await requireAccount(db, caller)
  if (!identity.passkeys) throw new AppError('passkeys_unavailable')
  return identity.passkeys
}

/**
 * Asks for the password, because whoever finds a device signed in must not add a key of their own to the account.
 *
 * @throws AppError `password_wrong`, `rate_limited`, `passkeys_unavailable`, `passkeys_full`, `generic_401`
 */
export async function startPasskey(ports: PasskeyPorts, caller: Caller, password: string, address: string) {
  const passkeys = await offered(ports, caller)
  await checkOwnPassword(ports)(caller, password, address)
  return passkeys.creationOptions(caller.sub)
}

/** @throws AppError `passkey_invalid`, `passkeys_unavailable`, `generic_401` */
export async function addPasskey(
  ports: PasskeyPorts,
  caller: Caller,
  made: { name: string; credential: NewCredential } & Writing,
): Promise<Passkey> {
  return (await offered(ports, caller)).add({ sub: caller.sub, ...made })
}

/** @throws AppError `passkey_not_found`, `generic_401` */
export async function renamePasskey(
  ports: PasskeyPorts,
  caller: Caller,
  { id, name }: { id: string; name: string },
): Promise<Passkey> {
  await requireAccount(ports.db, caller)
  if (!ports.identity.passkeys) throw new AppError('passkey_not_found')
  return ports.identity.passkeys.rename({ sub: caller.sub, id, name })
}

/** @throws AppError `passkey_not_found`, `passkey_last`, `generic_401` */
export async function removePasskey(ports: PasskeyPorts, caller: Caller, id: string): Promise<void> {
  await requireAccount(ports.db, caller)
  if (!ports.identity.passkeys) throw new AppError('passkey_not_found')
  await ports.identity.passkeys.remove({ sub: caller.sub, id })
}

/**
 * Starts a session by a passkey. Failures are counted for the address and the passkey. As after a password, the browser is
 * known from then on.
 *
 * @throws AppError `generic_401`, `rate_limited`
 */
export async function signInByPasskey(
  ports: PasskeyPorts,
  { credential, browserId, device }: { credential: Assertion; browserId: string; device: string },
  address: string,
): Promise<IssuedTokens> {
  const { passkeys } = ports.identity
  if (!passkeys) throw new AppError('generic_401')
  const target = { action: 'sign in by the passkey', subject: credential.id }
  const tokens = await countFailures(ports, target, address, () => passkeys.signIn({ credential, device }))
  const email = await ports.identity.findEmail(tokens.sub)
  if (email) await upsertKnownBrowser(ports.db, { email, browserId })
  return tokens
}
