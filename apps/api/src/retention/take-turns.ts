import type { Eraser } from './erasure-loop.ts'

/** Several erasers as one: each call is the turn of the next. One that has not erased everything yet, and did not fail, keeps its turn. */
export function takeTurns(erasers: readonly Eraser[]): Eraser {
  let turn = 0
  return async (db, limit) => {
    const own = turn
    turn = (own + 1) % erasers.length
    const rows = (await erasers[own]?.(db, limit)) ?? 0
    if (rows === limit) turn = own
    return rows
  }
}
