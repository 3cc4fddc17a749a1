import { backOffMs } from '@cruddur/storage/back-off'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyBaseLogger } from 'fastify'
import { isStatementRefused, loggable } from '../database/database-errors.ts'
import type { Eraser } from './erasure-loop.ts'
import { deleteExpiredRows, deleteRows, selectExpiredRows } from './expired-rows.store.ts'
import type { ExpiringTable } from './expiring-tables.ts'

/** When a row that cannot be erased is tried again, alone. */
const retry = { first: 1_000, longest: 300_000 }
/** Most of these rows that are tried again in one call. */
const retriesPerCall = 20
/** With more rows than this, it is not the rows that are wrong. */
const maxStuckRows = 1_000
/** Most rows of a table that are logged one by one. */
const maxLoggedRows = 20

/**
 * Erases what has expired in one table. When PostgreSQL refuses a batch, the batch is halved until the rows are alone that
 * it is refused for, such as one that breaks a constraint of another row. These are logged without their words, left out
 * of later batches, and tried again alone. The health check shows them by the age of what is not erased.
 */
export function createTableEraser(expiring: ExpiringTable, log: FastifyBaseLogger): Eraser {
  const stuck = new Map<string, { failures: number; notBefore: number }>()
  let logged = 0

  async function eraseByHalves(db: Db, ctids: string[]): Promise<void> {
    try {
      await deleteRows(db, expiring, ctids)
      for (const ctid of ctids) stuck.delete(ctid)
    } catch (error) {
      if (!isStatementRefused(error)) throw error
      const [ctid = ''] = ctids
      if (ctids.length <= 1) return markStuck(ctid, error)
      const half = Math.ceil(ctids.length / 2)
      await eraseByHalves(db, ctids.slice(0, half))
      await eraseByHalves(db, ctids.slice(half))
    }
  }

  function markStuck(ctid: string, error: unknown): void {
    const failures = (stuck.get(ctid)?.failures ?? 0) + 1
    if (failures === 1 && stuck.size >= maxStuckRows) throw error
    stuck.set(ctid, { failures, notBefore: performance.now() + backOffMs(retry, failures) })
    if (failures > 1 || ++logged > maxLoggedRows) return
    const row = { table: expiring.table, ctid }
    log.error({ row, error: loggable(error) }, 'a row cannot be erased: it will be tried again, alone')
  }

  return async (db, limit) => {
    const due = [...stuck].filter(([, { notBefore }]) => notBefore <= performance.now()).slice(0, retriesPerCall)
    for (const [ctid] of due) await eraseByHalves(db, [ctid])
    try {
      return await deleteExpiredRows(db, expiring, limit, [...stuck.keys()])
    } catch (error) {
      if (!isStatementRefused(error)) throw error
      const ctids = await selectExpiredRows(db, expiring, limit, [...stuck.keys()])
      await eraseByHalves(db, ctids)
      return ctids.length
    }
  }
}
