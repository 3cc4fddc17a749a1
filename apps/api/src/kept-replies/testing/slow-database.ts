import { createCurrentState } from '../current-state.ts'
import type { DatabaseState } from '../database-state.store.ts'

export const state: DatabaseState = {
  snapshot: '10:10:',
  writing: false,
  now: 1_000.5,
  mark: null,
  next_early_leave: 2_000,
  at: 1_001,
  horizon: '10',
}
export const believedMs = 5

/** A database that answers when it is told to, and a clock that stands still. */
export function slowDatabase() {
  const asked: ((answer: DatabaseState | Error) => void)[] = []
  const clock = { now: 0 }
  const ask = () => {
    const { promise, resolve, reject } = Promise.withResolvers<DatabaseState>()
    asked.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer)))
    return promise
  }
  /** When the question of this number has been asked. */
  async function question(number: number): Promise<void> {
    while (!asked[number]) await new Promise(setImmediate)
  }
  async function answer(number: number, given: DatabaseState | Error): Promise<void> {
    await question(number)
    asked[number]?.(given)
  }
  const current = createCurrentState(ask, believedMs, () => clock.now)
  async function confirm(number: number, given: DatabaseState) {
    const confirmed = current.confirmed()
    await answer(number, given)
    return (await confirmed).replies
  }
  return { asked, question, answer, confirm, clock, current }
}
