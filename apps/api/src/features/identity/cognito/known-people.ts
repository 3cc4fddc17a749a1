import { selectHandleTaken } from '@cruddur/storage/accounts/held-handles.store'
import { registerUser } from '@cruddur/storage/accounts/users.store'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyBaseLogger } from 'fastify'
import { loggable } from '../../../database/database-errors.ts'
import { selectPersonBySub } from '../../../people/people.store.ts'
import type { Account } from '../identity.port.ts'
import { selectIsUnsettled } from './sign-ups.store.ts'

/** People whom a server remembers to have a row, and people of whom it remembers for a time that they have no account. */
const maxKnown = 50_000
const maxAbsent = 1_000
const absentMs = 60_000
/** Milliseconds until a lookup that failed is tried again. */
const pauseMs = 5_000

/**
 * Makes sure that everybody with a token has a row in `users`, even if Cognito's trigger did not run. Checks once for each
 * person, so that requests cost no query.
 */
export function createKnownPeople(
  db: Db,
  findAccount: (sub: string) => Promise<Account | null>,
  log: FastifyBaseLogger,
) {
  const known = new Set<string>()
  const absentUntil = new Map<string, number>()
  const asking = new Map<string, Promise<void>>()

  function wait(sub: string, ms: number): void {
    if (absentUntil.size >= maxAbsent) absentUntil.clear()
    absentUntil.set(sub, performance.now() + ms)
  }

  async function ask(sub: string): Promise<void> {
    try {
      if (!(await selectPersonBySub(db, sub)) || (await selectIsUnsettled(db, sub))) {
        const account = await findAccount(sub)
        if (!account || !(await hasRegistered(db, account))) return wait(sub, absentMs)
      }
      if (known.size >= maxKnown) known.clear()
      known.add(sub)
    } catch (error) {
      // The token is valid all the same. A request after the pause tries again.
      wait(sub, pauseMs)
      log.warn({ error: loggable(error) }, 'a person could not be looked up')
    }
  }

  /** Never rejects; undefined if there is nothing to look up. Concurrent callers share one lookup. */
  return function ensureKnown(sub: string): Promise<void> | undefined {
    if (known.has(sub) || performance.now() < (absentUntil.get(sub) ?? 0)) return undefined
    const running = asking.get(sub) ?? ask(sub).finally(() => asking.delete(sub))
    asking.set(sub, running)
    return running
  }
}

/** The account with a free handle. With a handle that somebody else has, it could never be used. */
export async function withFreeHandle(db: Db, account: Account, email: string): Promise<Account> {
  const { sub, handle } = account
  if (!(await selectHandleTaken(db, { handle, email, sub }))) return account
  return withOwnHandle(account)
}

/** The account with a handle that nobody else chooses. */
const withOwnHandle = (account: Account): Account => ({
  ...account,
  handle: `${account.handle.slice(0, 21)}_${account.sub.replace(/-/g, '').slice(0, 8)}`,
})

/** Writes the row of a person, with another handle if theirs was taken a moment ago. False for a deleted account. */
async function hasRegistered(db: Db, account: Account): Promise<boolean> {
  const first = await registerUser(db, account)
  const registration = first === 'handle_taken' ? await registerUser(db, withOwnHandle(account)) : first
  return registration === 'registered' || registration === 'known'
}
