import type { Db } from '@cruddur/storage/postgres'
import type { AttemptLimits } from '../../attempts/attempt-limits.ts'
import { type Attempt, decrementAttempt, deleteAttempts } from '../../attempts/attempts.store.ts'
import { countAttempt } from '../../attempts/count-attempt.ts'

export type AttemptCounters = { db: Db; limits: AttemptLimits }

/** @throws AppError `rate_limited` */
export async function countSignUp({ db, limits }: AttemptCounters, address: string): Promise<void> {
  await countAttempt(db, { action: 'sign up from', subject: address }, limits.signUpsFromAddress)
}

/** @throws AppError `rate_limited` */
export async function countHandleCheck({ db, limits }: AttemptCounters, address: string): Promise<void> {
  await countAttempt(db, { action: 'handle from', subject: address }, limits.handleChecksFromAddress)
}

/** @throws AppError `rate_limited` */
export async function countEmail({ db, limits }: AttemptCounters, email: string, address: string): Promise<void> {
  await countAttempt(db, { action: 'e-mail from', subject: address }, limits.emailsFromAddress)
  await countAttempt(db, { action: 'e-mail to', subject: email }, limits.emailsToAccount)
}

/** @throws AppError `rate_limited` */
export async function countCode({ db, limits }: AttemptCounters, email: string, address: string): Promise<void> {
  await countAttempt(db, { action: 'code from', subject: address }, limits.codesFromAddress)
  await countAttempt(db, { action: 'code of', subject: email }, limits.codesOfAccount)
  await countAttempt(db, codesOfDay(email), limits.codesOfAccountPerDay)
}

const codesOfDay = (email: string): Attempt => ({ action: 'code of the day of', subject: email })

/** Only a right code lifts the limit of a day: an attacker must not go on when the shorter window is over. */
export async function forgiveCodes({ db }: AttemptCounters, email: string): Promise<void> {
  await deleteAttempts(db, codesOfDay(email))
}

/**
 * Runs `attempt`, which fails if a password is wrong. Each attempt is counted before it runs, so that many at once do not
 * pass together. Success takes the count back.
 *
 * @param target the counter of the account
 * @throws AppError `rate_limited`, and whatever `attempt` throws
 */
export async function countFailures<T>(
  { db, limits }: AttemptCounters,
  target: Attempt,
  address: string,
  attempt: () => Promise<T>,
): Promise<T> {
  const source = { action: 'sign in from', subject: address }
  await countAttempt(db, source, limits.signInsFromAddress)
  await countAttempt(db, target, limits.signInsOfAccount)
  const result = await attempt()
  await decrementAttempt(db, source)
  await deleteAttempts(db, target)
  return result
}

/**
 * Counts failed sign-ins with a browser in which the owner has signed in before. It is apart from `signInTo`, so that
 * strangers cannot lock the owner out.
 */
export const signInWith = ({ email, browserId }: { email: string; browserId: string }): Attempt => ({
  action: 'sign in with a known browser to',
  subject: `${browserId} ${email}`,
})

/** Counts failed sign-ins to an account. */
export const signInTo = (email: string): Attempt => ({ action: 'sign in to', subject: email })

/**
 * Counts wrong passwords of somebody who is signed in. It is apart from `signInTo`: a stranger who fails to sign in must
 * not keep the owner from changing the password or deleting the account.
 */
export const passwordOf = (sub: string): Attempt => ({ action: 'password of', subject: sub })
