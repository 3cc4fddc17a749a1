import type { Db } from '@cruddur/storage/postgres'
import type { FastifyBaseLogger } from 'fastify'
import { loggable } from '../database/database-errors.ts'

/** Erases at most `limit` rows of one kind that have expired, and tells how many it did. */
export type Eraser = (db: Db, limit: number) => Promise<number>

export type ErasureOptions = {
  db: Db
  log: FastifyBaseLogger
  erasers: readonly Eraser[]
  /** Milliseconds from one pass to the next. */
  interval: number
  /** Most rows a statement. Small enough that readers and writers beside it do not notice. */
  batch: number
}

/** Milliseconds between two batches of one pass, so that a backlog leaves the disk to others too. */
const pause = 20
const longestBackOff = 10_000

/**
 * Erases for as long as the server runs. Many servers may do so at once; a database that is away is tried again, ever
 * more slowly up to 10 s.
 *
 * @returns a function that stops it and resolves when the statement that is running has ended
 */
export function startErasureLoop({ db, log, erasers, interval, batch }: ErasureOptions): () => Promise<void> {
  const stopped = new AbortController()
  const running = run()
  return () => {
    stopped.abort()
    return running
  }

  async function run(): Promise<void> {
    let failures = 0
    while (!stopped.signal.aborted) {
      try {
        for (const eraser of erasers) await pass(eraser)
        failures = 0
      } catch (error) {
        failures++
        log.error({ error: loggable(error) }, 'erasure failed, will try again')
      }
      await sleep(failures ? Math.min(interval * 2 ** failures, longestBackOff) : interval)
    }
  }

  async function pass(eraser: Eraser): Promise<void> {
    while (!stopped.signal.aborted && (await eraser(db, batch)) === batch) await sleep(pause)
  }

  /** Sleeps until the time is over or the loop is stopped, whichever comes first. */
  function sleep(milliseconds: number): Promise<void> {
    if (stopped.signal.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        stopped.signal.removeEventListener('abort', wake)
        resolve()
      }
      const timer = setTimeout(wake, milliseconds)
      stopped.signal.addEventListener('abort', wake)
    })
  }
}
