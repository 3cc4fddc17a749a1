import type { Ports } from '../app.ts'
import type { Config } from '../config/config.ts'
import { finishDeletions } from '../features/account/delete-account.ts'
import { keepClockMark } from './clock-mark.ts'
import { type Eraser, startErasureLoop } from './erasure-loop.ts'
import { expiringTables } from './expiring-tables.ts'
import { createTableEraser } from './table-eraser.ts'

/** Erasers of everything that expires, but for direct messages, which their store erases. */
export function createErasers(log: Ports['log'], onErased: (table: string, rows: number) => void = () => {}): Eraser[] {
  return expiringTables.map((expiring) =>
    counted(createTableEraser(expiring, log), (rows) => onErased(expiring.table, rows)),
  )
}

function counted(eraser: Eraser, onErased: (rows: number) => void): Eraser {
  return async (db, limit) => {
    const rows = await eraser(db, limit)
    if (rows > 0) onErased(rows)
    return rows
  }
}

/**
 * Starts to erase what has expired.
 *
 * @returns a function that stops it and resolves when the statement that is running has ended
 */
export function startErasure(
  config: Pick<Config, 'erasure'>,
  { db, log, identity, messages, metrics }: Pick<Ports, 'db' | 'log' | 'identity' | 'messages' | 'metrics'>,
): () => Promise<void> {
  const onErased = (table: string, rows: number) => metrics.rowsErased.add([table], rows)
  const eraseMessages = counted(
    (_db, limit) => messages.erase(limit),
    (rows) => onErased('public.messages', rows),
  )
  const all = [keepClockMark(log), ...createErasers(log, onErased), eraseMessages, finishDeletions(identity)]
  return startErasureLoop({ db, log, erasers: all, ...config.erasure })
}
