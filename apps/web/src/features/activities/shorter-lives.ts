import { type Lifetime, lifetimeSeconds, lifetimes } from '@cruddur/contract/lifetimes'
import { lifetimeWords } from '../../time/lifetime-words.ts'
import { unitWords } from '../../time/units.ts'

/** A choice of how long a crud lives from now on. `lasts` is in milliseconds. */
export type ShorterLife = { words: string; lasts: number; ttl?: Lifetime }

const minute = 60_000

/** Shorter than any lifetime that a crud can be published with. */
const moments: readonly ShorterLife[] = [
  { words: unitWords(5, 'minute', 'long'), lasts: 5 * minute },
  { words: unitWords(20, 'minute', 'long'), lasts: 20 * minute },
]

const all: readonly ShorterLife[] = [
  ...moments,
  ...lifetimes.map((ttl) => ({ words: lifetimeWords[ttl], lasts: lifetimeSeconds[ttl] * 1000, ttl })).toReversed(),
]

/** The choices that are shorter than the time left, in milliseconds; the shortest first. */
export function shorterLives(left: number): ShorterLife[] {
  return all.filter(({ lasts }) => lasts < left)
}
