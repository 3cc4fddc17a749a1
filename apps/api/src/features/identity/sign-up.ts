import { noSub, selectHandleTaken } from '@cruddur/storage/accounts/held-handles.store'
import { admitSignUp } from './admit-sign-up.ts'
import { refuseCommonPassword } from './common-passwords.ts'
import type { Confirmation, Identity, IssuedTokens, NewAccount, Writing } from './identity.port.ts'
import {
  type AttemptCounters,
  countCode,
  countEmail,
  countHandleCheck,
  countSignUp,
  forgiveCodes,
} from './identity-attempts.ts'
import { upsertKnownBrowser } from './known-browsers.store.ts'

type SignUpPorts = AttemptCounters & { identity: Identity }

export async function signUp(
  ports: SignUpPorts,
  { invitation, ...account }: NewAccount & { invitation?: string | undefined },
  address: string,
): Promise<void> {
  await refuseCommonPassword(account.password)
  await countSignUp(ports, address)
  await admitSignUp(ports.db, { email: account.email, invitation })
  await countEmail(ports, account.email, address)
  await ports.identity.signUp(account)
}

export async function resendCode(
  ports: SignUpPorts,
  signUp: { email: string; browserId: string } & Writing,
  address: string,
): Promise<void> {
  await countEmail(ports, signUp.email, address)
  await ports.identity.resendCode(signUp)
}

export async function confirmSignUp(
  ports: SignUpPorts,
  proof: Confirmation,
  address: string,
): Promise<IssuedTokens | null> {
  await countCode(ports, proof.email, address)
  const tokens = await ports.identity.confirmSignUp(proof)
  await forgiveCodes(ports, proof.email)
  if (tokens) await upsertKnownBrowser(ports.db, proof)
  return tokens
}

/** Whether nobody has the handle, holds it, or has one that looks like it. Speaks of no e-mail address. */
export async function checkHandle(ports: AttemptCounters, handle: string, address: string): Promise<{ free: boolean }> {
  await countHandleCheck(ports, address)
  return { free: !(await selectHandleTaken(ports.db, { handle, email: '', sub: noSub })) }
}
