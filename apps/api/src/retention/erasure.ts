import type { Ports } from '../app.ts'
import type { Config } from '../config/config.ts'
import { finishDeletions } from '../features/account/delete-account.ts'
import { type Eraser, startErasureLoop } from './erasure-loop.ts'
import { deleteExpiredRows } from './expired-rows.store.ts'
import { expiringTables } from './expiring-tables.ts'

/** Erasers of everything that expires, but for direct messages, which their store erases. */
export const erasers: readonly Eraser[] = expiringTables.map(
  (table): Eraser =>
    (db, limit) =>
      deleteExpiredRows(db, table, limit),
)

/**
 * Starts to erase what has expired.
 *
 * @returns a function that stops it and resolves when the statement that is running has ended
 */
export function startErasure(
  config: Pick<Config, 'erasure'>,
  { db, log, identity, messages }: Pick<Ports, 'db' | 'log' | 'identity' | 'messages'>,
): () => Promise<void> {
  const eraseMessages: Eraser = (_db, limit) => messages.erase(limit)
  // The last two fail while another provider is away, and must not keep the others.
  const all = [...erasers, eraseMessages, finishDeletions(identity)]
  return startErasureLoop({ db, log, erasers: all, ...config.erasure })
}
