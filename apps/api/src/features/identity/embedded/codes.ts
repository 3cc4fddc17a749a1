import { randomInt } from 'node:crypto'

/** Seconds for which a code is valid. */
export const codeLifetime = 15 * 60

/** How often a code may be tried, right or wrong. */
export const maxCodeAttempts = 5

/** A random code of six digits. */
export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0')
