import { setTimeout as sleep } from 'node:timers/promises'
import { finishSealing, sealBatch } from '@cruddur/storage/cruds/seal-plain-cruds'
import type { Ports } from '../app.ts'
import { loggable } from '../database/database-errors.ts'

/** Between two batches others have their turn. */
const pauseMs = 20
/** What cannot be sealed now, such as a row that is locked, is tried again after this time. */
const retryMs = 5_000

/**
 * Seals the cruds that were written by a version that did not seal, while everybody reads and writes. A search finds them from then
 * on. Ends when the database refuses words that are not sealed.
 *
 * @returns a function that stops it and resolves when the batch that is running has ended
 */
export function startSealingPlainCruds({ db, keys, log }: Pick<Ports, 'db' | 'keys' | 'log'>): () => Promise<void> {
  const stopped = new AbortController()
  const running = run()
  return async () => {
    stopped.abort()
    await running
  }

  async function run(): Promise<void> {
    let sealed = 0
    while (!stopped.signal.aborted) {
      const count = await pass()
      if (count === 'finished') break
      sealed += count
      await sleep(count > 0 ? pauseMs : retryMs, undefined, { signal: stopped.signal }).catch(() => {})
    }
    if (sealed > 0) log.info({ count: sealed }, 'sealed the words of cruds that were stored in plain')
  }

  async function pass(): Promise<number | 'finished'> {
    try {
      const count = await sealBatch(db, keys)
      return count === 0 && (await finishSealing(db)) ? 'finished' : count
    } catch (error) {
      log.warn({ error: loggable(error) }, 'cruds that were stored in plain could not be sealed, will try again')
      return 0
    }
  }
}
