import type { Identity, NewAccount } from './identity.port.ts'
import { type AttemptCounters, countCode, countEmail, countSignUp } from './identity-attempts.ts'

type SignUpPorts = AttemptCounters & { identity: Identity }

export async function signUp(ports: SignUpPorts, account: NewAccount, address: string): Promise<void> {
  await countSignUp(ports, address)
  await countEmail(ports, account.email, address)
  await ports.identity.signUp(account)
}

export async function resendCode(ports: SignUpPorts, email: string, address: string): Promise<void> {
  await countEmail(ports, email, address)
  await ports.identity.resendCode(email)
}

export async function confirmSignUp(
  ports: SignUpPorts,
  proof: { email: string; code: string },
  address: string,
): Promise<void> {
  await countCode(ports, proof.email, address)
  await ports.identity.confirmSignUp(proof)
}
