import type { FastifyBaseLogger } from 'fastify'
import { updateClockMark } from './clock-mark.store.ts'
import type { Eraser } from './erasure-loop.ts'

/** Seconds. Clocks are corrected by less than this all the time. */
const worthALine = 1

/**
 * Keeps the latest time that the database's clock has shown, with each round of the erasure loop. Views of what lives compare
 * with it, so that nothing comes back to life when the clock is set back (docs/decisions/017). Erases nothing.
 */
export function keepClockMark(log: FastifyBaseLogger): Eraser {
  let isBehind = false
  return async (db) => {
    const seconds = await updateClockMark(db)
    const wasBehind = isBehind
    isBehind = seconds > worthALine
    if (isBehind && !wasBehind) {
      log.error(
        { seconds },
        'the clock of the database was set back: what had expired stays hidden, new cruds live shorter',
      )
    }
    return 0
  }
}
