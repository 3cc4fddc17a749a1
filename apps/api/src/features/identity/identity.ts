import { AppError } from '@cruddur/contract/app-error'
import type { Db } from '@cruddur/storage/postgres'
import { admit } from './admit.ts'
import { type Attempt, decrementAttempt, deleteAttempts } from './attempts.store.ts'
import type { Identity, NewPerson, Session } from './identity.port.ts'
import type { IdentityLimits } from './identity-limits.ts'

export type IdentityUseCases = { db: Db; identity: Identity; limits: IdentityLimits }

const signInTo = (email: string) => ({ what: 'sign in to', whom: email })
const signInFrom = (address: string) => ({ what: 'sign in from', whom: address })

export async function signUp(deps: IdentityUseCases, person: NewPerson, address: string): Promise<void> {
  await admit(deps.db, { what: 'sign up from', whom: address }, deps.limits.signUpsFromAddress)
  await admitLetter(deps, person.email, address)
  await deps.identity.signUp(person)
}

export async function resendCode(deps: IdentityUseCases, email: string, address: string): Promise<void> {
  await admitLetter(deps, email, address)
  await deps.identity.resend(email)
}

export async function forgotPassword(deps: IdentityUseCases, email: string, address: string): Promise<void> {
  await admitLetter(deps, email, address)
  await deps.identity.forgot(email)
}

export async function confirmSignUp(
  deps: IdentityUseCases,
  proof: { email: string; code: string },
  address: string,
): Promise<void> {
  await admitCode(deps, proof.email, address)
  await deps.identity.confirm(proof)
}

export async function resetPassword(
  deps: IdentityUseCases,
  proof: { email: string; code: string; password: string },
  address: string,
): Promise<void> {
  await admitCode(deps, proof.email, address)
  await deps.identity.reset(proof)
  // Whoever was locked out by somebody else's guesses gets in with the new password at once.
  await deleteAttempts(deps.db, signInTo(proof.email))
}

export function signIn(
  deps: IdentityUseCases,
  credentials: { email: string; password: string },
  address: string,
): Promise<Session> {
  return countFailures(deps, signInTo(credentials.email), address, () => deps.identity.signIn(credentials))
}

export async function refreshSession(
  { identity }: IdentityUseCases,
  refreshToken: string | undefined,
): Promise<Session> {
  if (!refreshToken) throw new AppError('generic_401')
  return identity.refresh(refreshToken)
}

/**
 * Does what shows whether a password is right. Only failures count, but each is counted before the password is looked at:
 * many guesses at once are many.
 */
export async function countFailures<T>(
  { db, limits }: Pick<IdentityUseCases, 'db' | 'limits'>,
  to: Attempt,
  address: string,
  guess: () => Promise<T>,
): Promise<T> {
  const from = signInFrom(address)
  await admit(db, from, limits.signInsFromAddress)
  await admit(db, to, limits.signInsOfAccount)
  const result = await guess()
  await decrementAttempt(db, from)
  await deleteAttempts(db, to)
  return result
}

async function admitLetter({ db, limits }: IdentityUseCases, email: string, address: string): Promise<void> {
  await admit(db, { what: 'letter from', whom: address }, limits.lettersFromAddress)
  await admit(db, { what: 'letter to', whom: email }, limits.lettersToAccount)
}

async function admitCode({ db, limits }: IdentityUseCases, email: string, address: string): Promise<void> {
  await admit(db, { what: 'code from', whom: address }, limits.codesFromAddress)
  await admit(db, { what: 'code of', whom: email }, limits.codesOfAccount)
}
