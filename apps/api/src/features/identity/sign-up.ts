import { admitSignUp } from './admit-sign-up.ts'
import { refuseCommonPassword } from './common-passwords.ts'
import type { Identity, NewAccount } from './identity.port.ts'
import { type AttemptCounters, countCode, countEmail, countSignUp, forgiveCodes } from './identity-attempts.ts'

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
  signUp: { email: string; browserId: string },
  address: string,
): Promise<void> {
  await countEmail(ports, signUp.email, address)
  await ports.identity.resendCode(signUp)
}

export async function confirmSignUp(
  ports: SignUpPorts,
  proof: { email: string; code: string; browserId: string },
  address: string,
): Promise<void> {
  await countCode(ports, proof.email, address)
  await ports.identity.confirmSignUp(proof)
  await forgiveCodes(ports, proof.email)
}
