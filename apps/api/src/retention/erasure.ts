import type { Ports } from '../app.ts'
import type { Config } from '../config/config.ts'
import { finishDeletions } from '../features/account/delete-account.ts'
import { traceEraser } from '../telemetry/tracing/erasure-spans.ts'
import { type Eraser, startErasureLoop } from './erasure-loop.ts'
import { expiringTables } from './expiring-tables.ts'
import { createTableEraser } from './table-eraser.ts'

/** Erasers of everything that expires, but for direct messages, which their store erases. */
export function createErasers(log: Ports['log'], tracing?: Ports['tracing']): Eraser[] {
  return expiringTables.map((table) => traceEraser(tracing, table.table, createTableEraser(table, log)))
}

/**
 * Starts to erase what has expired.
 *
 * @returns a function that stops it and resolves when the statement that is running has ended
 */
export function startErasure(
  config: Pick<Config, 'erasure'>,
  { db, log, identity, messages, tracing }: Pick<Ports, 'db' | 'log' | 'identity' | 'messages' | 'tracing'>,
): () => Promise<void> {
  const eraseMessages = traceEraser(tracing, 'messages', (_db, limit) => messages.erase(limit))
  const all = [
    ...createErasers(log, tracing),
    eraseMessages,
    traceEraser(tracing, 'accounts', finishDeletions(identity)),
  ]
  return startErasureLoop({ db, log, erasers: all, ...config.erasure })
}
