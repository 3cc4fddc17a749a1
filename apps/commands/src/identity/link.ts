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
 * Plans the change that gives the person with an e-mail address a subject.
 *
 * @param accounts those of the pool that has the subject, or null if its operator vouches for it
 * @throws StartupError(--email) or (--subject) if it is not certain who is meant
 */
export async function planOne(
  db: Db,
  { email, subject }: { email: string; subject: string },
  accounts: PoolAccount[] | null,
): Promise<Plan> {
  const inPool = accounts?.filter((account) => account.sub === subject || account.email === email)
  const account = accounts ? inPool?.find(({ sub }) => sub === subject) : { sub: subject, email, isVerified: true }
  if (!account) throw new StartupError('--subject', `the pool has no account ${subject}`)
  if (account.email !== email)
    throw new StartupError('--email', 'the account with this subject has another address in the pool')
  const known = await readKnown(db, [account])
  const [holder, owner] = [known.byEmail.get(email), known.bySub.get(subject)]
  // Without a pool, the subject may be the built-in account's own.
  if (!accounts && holder?.sub === subject) return { links: [], refusals: [], done: 1, strangers: 0 }
  if (!holder && !owner) throw new StartupError('--email', 'nobody here has this address or this subject')
  const to = holder ? 'cognito' : 'embedded'
  if (to === 'embedded' && !accounts) {
    const problem = `is not known here. @${owner?.handle} has the subject: name the pool that has verified the address by --pool`
    throw new StartupError('--email', problem)
  }
  return planLinks(inPool ?? [account], known, to)
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
