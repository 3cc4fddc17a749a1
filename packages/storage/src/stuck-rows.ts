import { backOffMs } from './back-off.ts'
import type { Db } from './postgres.ts'
import { isStatementRefused } from './sql-state.ts'

/** When a row that cannot be erased is tried again, alone. */
const retry = { first: 1_000, longest: 300_000 }
/** Most of these rows that are tried again in one call. */
const retriesPerCall = 20
/** With more rows than this, it is not the rows that are wrong. */
const maxStuckRows = 1_000
/** Most rows of a table that are reported one by one. */
const maxToldRows = 20

/** How the expired rows of one table are found and erased. Rows are named by a text that is theirs for as long as they stay. */
export type ExpiredRows = {
  /** Erases at most `limit` rows, and none of `except`. @returns how many it found */
  deleteBatch(db: Db, limit: number, except: string[]): Promise<number>
  /** The rows that `deleteBatch` would erase. */
  select(db: Db, limit: number, except: string[]): Promise<string[]>
  /** Erases those of these rows that are there and have expired. */
  delete(db: Db, rows: string[]): Promise<void>
  /** Is called once for each row that cannot be erased. */
  onStuck(row: string, error: unknown): void
}

/**
 * Erases the expired rows of one table. When PostgreSQL refuses a batch, the batch is halved until the rows are alone that
 * it is refused for, such as one that breaks a constraint of another row. These are left out of later batches, and tried
 * again alone.
 *
 * @returns a function that erases at most `limit` rows and returns how many it found
 */
export function eraseAroundStuckRows(rows: ExpiredRows): (db: Db, limit: number) => Promise<number> {
  const stuck = new Map<string, { failures: number; notBefore: number }>()
  let told = 0

  async function eraseByHalves(db: Db, batch: string[]): Promise<void> {
    try {
      await rows.delete(db, batch)
      for (const row of batch) stuck.delete(row)
    } catch (error) {
      if (!isStatementRefused(error)) throw error
      const [row = ''] = batch
      if (batch.length <= 1) return markStuck(row, error)
      const half = Math.ceil(batch.length / 2)
      await eraseByHalves(db, batch.slice(0, half))
      await eraseByHalves(db, batch.slice(half))
    }
  }

  function markStuck(row: string, error: unknown): void {
    const failures = (stuck.get(row)?.failures ?? 0) + 1
    if (failures === 1 && stuck.size >= maxStuckRows) throw error
    stuck.set(row, { failures, notBefore: performance.now() + backOffMs(retry, failures) })
    if (failures === 1 && ++told <= maxToldRows) rows.onStuck(row, error)
  }

  return async (db, limit) => {
    const due = [...stuck].filter(([, { notBefore }]) => notBefore <= performance.now()).slice(0, retriesPerCall)
    for (const [row] of due) await eraseByHalves(db, [row])
    try {
      return await rows.deleteBatch(db, limit, [...stuck.keys()])
    } catch (error) {
      if (!isStatementRefused(error)) throw error
      const batch = await rows.select(db, limit, [...stuck.keys()])
      await eraseByHalves(db, batch)
      return batch.length
    }
  }
}
