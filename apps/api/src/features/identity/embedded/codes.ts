import { randomInt } from 'node:crypto'

/** Seconds for which a code is valid. */
export const codeLifetime = 15 * 60

/** The same in minutes, for words. */
export const codeMinutes = codeLifetime / 60

/** How often a code may be tried, right or wrong. */
export const maxCodeAttempts = 5

/** A random code of eight digits. */
export const newCode = (): string => String(randomInt(100_000_000)).padStart(8, '0')
