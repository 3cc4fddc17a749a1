import type { Ports } from '../app.ts'
import type { Config } from '../config/config.ts'
import { finishDeletions } from '../features/account/delete-account.ts'
import { type Eraser, startErasureLoop } from './erasure-loop.ts'
import { expiringTables } from './expiring-tables.ts'
import { createTableEraser } from './table-eraser.ts'

/** Erasers of everything that expires, but for direct messages, which their store erases. */
export function createErasers(log: Ports['log']): Eraser[] {
  return expiringTables.map((table) => createTableEraser(table, log))
}

/**
 * Starts to erase what has expired.
 *
 * @param onCaughtUp called once: when nothing is stored any more that had expired at the start
 * @returns a function that stops it and resolves when the statement that is running has ended
 */
export function startErasure(
  config: Pick<Config, 'erasure'>,
  { db, log, identity, messages }: Pick<Ports, 'db' | 'log' | 'identity' | 'messages'>,
  onCaughtUp = () => {},
): () => Promise<void> {
  const eraseMessages: Eraser = (_db, limit) => messages.erase(limit)
  const erasers = [...createErasers(log), eraseMessages]
  return startErasureLoop({ db, log, erasers, chores: [finishDeletions(identity)], onCaughtUp, ...config.erasure })
}
