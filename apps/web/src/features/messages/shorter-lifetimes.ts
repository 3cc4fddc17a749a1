import { type Lifetime, lifetimeSeconds, lifetimes } from '@cruddur/contract/lifetimes'

/** What a lifetime can still be shortened to, the longest first. */
export function shorterLifetimes(present: Lifetime): Lifetime[] {
  return lifetimes.filter((lifetime) => lifetimeSeconds[lifetime] < lifetimeSeconds[present])
}
