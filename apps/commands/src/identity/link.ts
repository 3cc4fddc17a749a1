import type { Db } from '@cruddur/storage/postgres'
import { StartupError } from '@cruddur/storage/startup-error'
import { insertAccount, removeAccount, selectCandidates, selectDeleted, updateSubject } from './people.store.ts'
import { type Direction, type Known, type Link, type Plan, planLinks } from './plan-links.ts'
import type { PoolAccount } from './user-pool.ts'

/** Plans the changes that link everybody in the pool. */
export async function planPool(db: Db, accounts: PoolAccount[], to: Direction): Promise<Plan> {
  return planLinks(accounts, await readKnown(db, accounts), to)
}

/**
 * Plans the change for one person: their subject becomes the pool's, or they get a built-in account. Once it is made, the
 * same call plans nothing.
 *
 * @param to can be left out if only one direction is possible
 * @param accounts those of the pool that has the subject, or null if its operator vouches for it
 * @throws StartupError(--email), (--subject) or (--to) if it is not certain what is meant
 */
export async function planOne(
  db: Db,
  { email, subject, to }: { email: string; subject: string; to?: Direction | undefined },
  accounts: PoolAccount[] | null,
): Promise<Plan> {
  const inPool = accounts?.filter((account) => account.sub === subject || account.email === email)
  const account = accounts ? inPool?.find(({ sub }) => sub === subject) : { sub: subject, email, isVerified: true }
  if (!account) throw new StartupError('--subject', `the pool has no account ${subject}`)
  if (account.email !== email)
    throw new StartupError('--email', 'the account with this subject has another address in the pool')
  const known = await readKnown(db, [account])
  const [holder, owner] = [known.byEmail.get(email), known.bySub.get(subject)]
  const nothing: Plan = { links: [], refusals: [], done: 1, strangers: 0 }
  // Without a pool, the subject may be the built-in account's own.
  if (!accounts && holder?.sub === subject) return nothing
  if (!holder && !owner) throw new StartupError('--email', 'nobody here has this address or this subject')
  // Who has the subject may have been linked by this very command, which must not undo it when it is run again.
  if (!to && accounts && owner) {
    throw new StartupError('--to', `@${owner.handle} has the subject already: say cognito or embedded`)
  }
  if (to === 'embedded') {
    if (accounts) return planLinks(inPool ?? [], known, to)
    throw new StartupError('--pool', '--to embedded needs the pool that has verified the address')
  }
  if (!holder && owner?.email === null) return nothing
  if (!holder) {
    const problem = `is not known here. @${owner?.handle} has the subject, and a built-in account of another address`
    throw new StartupError('--email', problem)
  }
  return planLinks(inPool ?? [account], known, 'cognito')
}

async function readKnown(db: Db, accounts: PoolAccount[]): Promise<Known> {
  const subs = accounts.map(({ sub }) => sub)
  const people = await selectCandidates(
    db,
    subs,
    accounts.flatMap(({ email }) => email ?? []),
  )
  return {
    bySub: new Map(people.map((person) => [person.sub, person])),
    byEmail: new Map(people.flatMap((person) => (person.email === null ? [] : [[person.email, person] as const]))),
    deleted: await selectDeleted(db, subs),
  }
}

/** Makes one change, in a transaction. False if somebody has changed the person or the account since it was planned. */
export function applyLink(db: Db, link: Link): Promise<boolean> {
  return db.transaction().execute((transaction) => {
    const { uuid, sub } = link.person
    if (link.kind === 'subject') return updateSubject(transaction, { uuid, from: sub, to: link.to })
    if (link.kind === 'account') return insertAccount(transaction, { sub, email: link.email })
    return removeAccount(transaction, sub)
  })
}
