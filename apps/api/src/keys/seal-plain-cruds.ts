import { setTimeout as sleep } from 'node:timers/promises'
import { sealBatch } from '@cruddur/storage/cruds/seal-plain-cruds'
import {
  dropUnsealedIndex,
  refuseUnsealed,
  selectIsAnyUnsealed,
  selectIsSealedOnly,
} from '@cruddur/storage/cruds/sealed-cruds.store'
import type { Ports } from '../app.ts'
import { loggable } from '../database/database-errors.ts'
import { removeOldLog, rewriteTable } from '../retention/disk-sweep.store.ts'
import { selectIsSeenAsBefore, selectNextTransaction } from './plain-rows.store.ts'

/** Between two batches others have their turn. */
const pauseMs = 20
/** What cannot be done now, such as sealing a row that is locked, is tried again after this time. */
const retryMs = 5_000

/**
 * Seals the cruds that were stored before words were sealed, batch by batch, while everybody reads and writes. A search finds them from
 * then on. When none is left, the table is rewritten, so that its files lose the words, and the database refuses words that are not
 * sealed.
 *
 * @returns a function that stops it and resolves when the batch that is running has ended. The next start goes on
 */
export function startSealingPlainCruds({ db, keys, log }: Pick<Ports, 'db' | 'keys' | 'log'>): () => Promise<void> {
  const stopped = new AbortController()
  const pause = (ms: number) => sleep(ms, undefined, { signal: stopped.signal }).catch(() => {})
  /** The first transaction that sees no plain words, once there are none. */
  let sealedSince: string | null = null
  const running = run()
  return async () => {
    stopped.abort()
    await running
  }

  async function run(): Promise<void> {
    while (!stopped.signal.aborted) {
      try {
        if (await selectIsSealedOnly(db)) return
        const count = await sealBatch(db, keys)
        if (count === 0 && (await finish())) return
        await pause(count > 0 ? pauseMs : retryMs)
      } catch (error) {
        log.warn({ error: loggable(error) }, 'cruds that are stored in plain could not be sealed, will try again')
        await pause(retryMs)
      }
    }
  }

  async function finish(): Promise<boolean> {
    // What has expired is erased, not sealed. What another server is sealing is not sealed yet.
    if (await selectIsAnyUnsealed(db)) return false
    sealedSince ??= await selectNextTransaction(db)
    if (await selectIsSeenAsBefore(db, sealedSince)) return false
    // Also when this process sealed nothing: one before it may have stopped after its last batch.
    await rewriteTable(db, 'activities')
    await removeOldLog(db)
    await dropUnsealedIndex(db)
    await refuseUnsealed(db)
    log.info('all cruds are sealed, and the database refuses others')
    return true
  }
}
