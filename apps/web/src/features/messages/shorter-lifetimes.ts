import { type Lifetime, lifetimeSeconds, lifetimes } from '@cruddur/contract/lifetimes'

/** The lifetimes that are shorter than the present one, the longest first. */
export function shorterLifetimes(present: Lifetime): Lifetime[] {
  return lifetimes.filter((lifetime) => lifetimeSeconds[lifetime] < lifetimeSeconds[present])
}
