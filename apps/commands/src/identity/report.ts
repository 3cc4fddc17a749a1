import type { KnownPerson } from './people.store.ts'
import type { Link, Plan } from './plan-links.ts'

/** An address of which only the domain can be read, such as `i…@example.com`. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  return `${[...email][0]}…${email.slice(at)}`
}

/** A person as a line: handle, how they sign in, address, subject. */
export function personLine(person: KnownPerson, showEmails: boolean): string {
  const { handle, email, sub } = person
  const shown = email === null ? '-' : showEmails ? email : maskEmail(email)
  return [`@${handle}`.padEnd(31), stateOf(person).padEnd(22), shown, sub].join('  ')
}

function stateOf({ email, isVerified, hasPassword }: KnownPerson): string {
  if (email === null) return 'no built-in account'
  if (!isVerified) return 'built-in, unverified'
  return hasPassword ? 'built-in' : 'built-in, no password'
}

/** A change as a line of the plan, and of the record of what was done. */
export function linkLine(link: Link): string {
  const { handle, sub } = link.person
  if (link.kind === 'subject') return `@${handle}: subject ${sub} -> ${link.to}`
  if (link.kind === 'removal') return `@${handle}: built-in account deleted, subject ${sub} is the pool’s`
  return `@${handle}: built-in account for ${maskEmail(link.email)}, subject ${sub}`
}

export function planLines({ refusals, done, strangers }: Plan): string[] {
  return [
    ...refusals.map(({ email, reason }) => `REFUSED ${email === null ? 'no address' : maskEmail(email)}: ${reason}`),
    ...(done > 0 ? [`${done} people are linked already`] : []),
    ...(strangers > 0 ? [`${strangers} accounts of the pool belong to nobody here`] : []),
  ]
}
