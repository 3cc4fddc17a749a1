import { type Lifetime, lifetimeSeconds, lifetimes } from '@cruddur/contract/lifetimes'

/** What a lifetime can still be shortened to, the longest first. */
export const shorterLifetimes = (present: Lifetime): Lifetime[] =>
  lifetimes.filter((lifetime) => lifetimeSeconds[lifetime] < lifetimeSeconds[present])
