import { setTimeout as sleep } from 'node:timers/promises'
import { backOffMs } from '@cruddur/storage/back-off'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyBaseLogger } from 'fastify'
import { loggable } from '../database/database-errors.ts'

/** Erases at most `limit` expired rows of one kind, and returns how many it erased. */
export type Eraser = (db: Db, limit: number) => Promise<number>

export type ErasureOptions = {
  db: Db
  log: FastifyBaseLogger
  erasers: readonly Eraser[]
  /** Milliseconds from the end of one pass to the next. */
  interval: number
  /** Most rows a statement. Small enough that readers and writers beside it do not notice. */
  batch: number
}

/** Between two batches of one pass, so that a backlog leaves the disk to others too. */
const batchPauseMs = 20
const longestBackOffMs = 10_000

/**
 * Erases for as long as the server runs. Many servers may do so at once. While the database is away, each try waits
 * longer than the last, up to 10 s.
 *
 * @returns a function that stops the loop and resolves when the statement that is running has ended
 */
export function startErasureLoop({ db, log, erasers, interval, batch }: ErasureOptions): () => Promise<void> {
  const stopping = new AbortController()
  const { signal } = stopping
  const pause = (milliseconds: number) => sleep(milliseconds, undefined, { signal }).catch(() => {})

  async function run(): Promise<void> {
    let failures = 0
    while (!signal.aborted) {
      try {
        for (const eraser of erasers) await eraseAll(eraser)
        failures = 0
      } catch (error) {
        failures++
        log.error({ error: loggable(error) }, 'erasure failed, will try again')
      }
      await pause(failures ? backOffMs({ first: interval * 2, longest: longestBackOffMs }, failures) : interval)
    }
  }

  async function eraseAll(eraser: Eraser): Promise<void> {
    while (!signal.aborted && (await eraser(db, batch)) === batch) await pause(batchPauseMs)
  }

  const running = run()
  return () => {
    stopping.abort()
    return running
  }
}
