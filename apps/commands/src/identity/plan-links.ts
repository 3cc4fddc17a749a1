import type { KnownPerson } from './people.store.ts'
import type { PoolAccount } from './user-pool.ts'

/** The change for one person. */
export type Link =
  | { kind: 'subject'; person: KnownPerson; to: string }
  | { kind: 'account'; person: KnownPerson; email: string }
  /** The person has the pool's subject already; only the built-in account must be deleted. */
  | { kind: 'removal'; person: KnownPerson }

export type Refusal = { email: string | null; reason: string }
export type Plan = {
  links: Link[]
  refusals: Refusal[]
  /** People for whom nothing is to be done. */
  done: number
  /** Accounts of the pool that belong to nobody here. */
  strangers: number
}

export type Known = {
  bySub: ReadonlyMap<string, KnownPerson>
  /** People with a built-in account, by its address. */
  byEmail: ReadonlyMap<string, KnownPerson>
  /** Subjects of accounts that were deleted here. */
  deleted: ReadonlySet<string>
}

export type Direction = 'cognito' | 'embedded'

/** Decides about each account of a pool. Refuses ambiguous cases. */
export function planLinks(accounts: PoolAccount[], known: Known, to: Direction): Plan {
  const plan: Plan = { links: [], refusals: [], done: 0, strangers: 0 }
  const ofEmail = Map.groupBy(accounts, ({ email }) => email)
  for (const account of accounts) {
    const person = to === 'cognito' ? known.byEmail.get(account.email ?? '') : known.bySub.get(account.sub)
    if (!person) plan.strangers++
    else if (to === 'embedded' && person.email !== null) plan.done++
    else {
      const reason = refusalOf(account, person, known, to, ofEmail.get(account.email)?.length ?? 0)
      if (reason) plan.refusals.push({ email: account.email, reason })
      else plan.links.push(linkOf(account, person, to))
    }
  }
  return plan
}

function linkOf({ sub, email }: PoolAccount, person: KnownPerson, to: Direction): Link {
  if (to === 'embedded') return { kind: 'account', person, email: email ?? '' }
  return person.sub === sub ? { kind: 'removal', person } : { kind: 'subject', person, to: sub }
}

/** Why a person cannot be linked to an account of the pool, or null. */
function refusalOf(
  { sub, email, isVerified }: PoolAccount,
  person: KnownPerson,
  { bySub, byEmail, deleted }: Known,
  to: Direction,
  accountsWithEmail: number,
): string | null {
  if (!email) return `@${person.handle}: the pool has no address that can be used`
  if (!isVerified) return `@${person.handle}: nobody has verified the address in the pool`
  if (accountsWithEmail > 1) return `@${person.handle}: ${accountsWithEmail} accounts of the pool have the address`
  if (to === 'cognito' && !person.isVerified) return `@${person.handle}: nobody has verified the address here`
  if (deleted.has(sub)) return `@${person.handle}: the subject is of an account that was deleted here`
  const other = to === 'cognito' ? bySub.get(sub) : byEmail.get(email)
  if (other && other.uuid !== person.uuid) {
    return `two people: @${person.handle} and @${other.handle}. One of them must delete their account first`
  }
  return null
}
