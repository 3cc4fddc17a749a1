import { eraseAroundStuckRows } from '@cruddur/storage/stuck-rows'
import type { FastifyBaseLogger } from 'fastify'
import { loggable } from '../database/database-errors.ts'
import type { Eraser } from './erasure-loop.ts'
import { deleteExpiredRows, deleteRows, selectExpiredRows } from './expired-rows.store.ts'
import type { ExpiringTable } from './expiring-tables.ts'

/**
 * Erases what has expired in one table, around rows that cannot be erased. These are logged without their words. The health
 * check shows them by the age of what is not erased.
 */
export function createTableEraser(expiring: ExpiringTable, log: FastifyBaseLogger): Eraser {
  return eraseAroundStuckRows({
    deleteBatch: (db, limit, except) => deleteExpiredRows(db, expiring, limit, except),
    select: (db, limit, except) => selectExpiredRows(db, expiring, limit, except),
    delete: (db, ctids) => deleteRows(db, expiring, ctids),
    onStuck: (ctid, error) => logStuckRow(log, { table: expiring.table, ctid }, error),
  })
}

/** Logs a row that cannot be erased, without its words. */
export function logStuckRow(log: FastifyBaseLogger, row: Record<string, string>, error: unknown): void {
  log.error({ row, error: loggable(error) }, 'a row cannot be erased: it will be tried again, alone')
}
