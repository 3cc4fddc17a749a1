import { randomInt } from 'node:crypto'

/** Seconds for which a code is good. */
export const codeLifetime = 15 * 60

/** How often a code may be tried, right or wrong. */
export const codeAttempts = 5

/** Six digits that nobody can foresee. */
export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0')
