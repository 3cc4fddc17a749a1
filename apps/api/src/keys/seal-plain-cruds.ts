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
import { selectNow } from './key-ring.store.ts'
import { selectHasTransactionSince } from './plain-rows.store.ts'

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
  const running = run()
  return async () => {
    stopped.abort()
    await running
  }

  async function run(): Promise<void> {
    let sealed = 0
    let since = await selectNow(db).catch(() => new Date())
    while (!stopped.signal.aborted) {
      try {
        if (await selectIsSealedOnly(db)) return
        const count = await sealBatch(db, keys)
        sealed += count
        if (count > 0) since = await selectNow(db)
        else if (await finish(since, sealed > 0)) return
        await pause(count > 0 ? pauseMs : retryMs)
      } catch (error) {
        log.warn({ error: loggable(error) }, 'cruds that are stored in plain could not be sealed, will try again')
        await pause(retryMs)
      }
    }
  }

  async function finish(since: Date, isRewritten: boolean): Promise<boolean> {
    // What has expired is erased, not sealed. A rewrite keeps what an older transaction can still see.
    if (await selectIsAnyUnsealed(db)) return false
    if (isRewritten) {
      if (await selectHasTransactionSince(db, since)) return false
      await rewriteTable(db, 'activities')
      await removeOldLog(db)
    }
    await dropUnsealedIndex(db)
    await refuseUnsealed(db)
    if (isRewritten) log.info('all cruds are sealed, and the database refuses others')
    return true
  }
}
