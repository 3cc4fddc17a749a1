import { type Lifetime, lifetimeSeconds, lifetimes } from '@cruddur/contract/lifetimes'
import { lifetimeWords } from '../../time/lifetime-words.ts'

/** A life from now on, in milliseconds, as people choose it. */
export type ShorterLife = { words: string; lasts: number; ttl?: Lifetime }

const minute = 60_000

/** Sooner than any life that a crud can begin with. */
const moments: readonly ShorterLife[] = [
  { words: '5 minutes', lasts: 5 * minute },
  { words: '20 minutes', lasts: 20 * minute },
]

const all: readonly ShorterLife[] = [
  ...moments,
  ...lifetimes.map((ttl) => ({ words: lifetimeWords[ttl], lasts: lifetimeSeconds[ttl] * 1000, ttl })).toReversed(),
]

/** The lives that are shorter than what is left of one, in milliseconds, the shortest first. */
export function shorterLives(left: number): ShorterLife[] {
  return all.filter(({ lasts }) => lasts < left)
}
