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
  /** Further work of the loop, which may need a service that is down. Nothing waits for it. */
  chores?: readonly Eraser[]
  /**
   * Called once: when each eraser has found nothing more to erase, or has failed `triesBeforeServing` times. Serving nothing
   * for as long as one table cannot be erased would help nobody, and reads hide what has expired.
   */
  onCaughtUp?: () => void
  /** Milliseconds from the end of one pass to the next. */
  interval: number
  /** The same, asked after each pass, for a loop that has a moment to meet. */
  pauseMs?: () => number
  /** Most rows a statement. Small enough that readers and writers beside it do not notice. */
  batch: number
}

type Turn = { eraser: Eraser; failures: number; notBefore: number; isBehind: boolean }

/** Between two batches of one pass, so that a backlog leaves the disk to others too. */
const batchPauseMs = 20
const longestBackOffMs = 10_000
const triesBeforeServing = 3

/**
 * Erases for as long as the server runs. Many servers may do so at once. An eraser that fails does not stop the others. It
 * is called again after a pause that grows with each failure in a row, up to 10 s.
 *
 * @returns a function that stops the loop and resolves when the statement that is running has ended
 */
export function startErasureLoop({
  db,
  log,
  erasers,
  chores = [],
  onCaughtUp = () => {},
  interval,
  pauseMs = () => interval,
  batch,
}: ErasureOptions): () => Promise<void> {
  const stopping = new AbortController()
  const { signal } = stopping
  const pause = (milliseconds: number) => sleep(milliseconds, undefined, { signal }).catch(() => {})

  const turnOf = (isBehind: boolean) => (eraser: Eraser) => ({ eraser, failures: 0, notBefore: 0, isBehind })
  const turns: Turn[] = [...erasers.map(turnOf(true)), ...chores.map(turnOf(false))]

  async function run(): Promise<void> {
    let caughtUp = false
    while (!signal.aborted) {
      const failed = new Map<string, unknown>()
      for (const turn of turns) {
        if (turn.notBefore <= performance.now()) await takeTurn(turn).catch((error) => failed.set(String(error), error))
      }
      // While the database is away all fail alike, and one line says so.
      for (const error of failed.values()) log.error({ error: loggable(error) }, 'erasure failed, will try again')
      if (!caughtUp && !signal.aborted && turns.every(({ isBehind }) => !isBehind)) {
        caughtUp = true
        onCaughtUp()
      }
      await pause(pauseMs())
    }
  }

  /** @throws what the eraser throws, after noting when its next turn is */
  async function takeTurn(turn: Turn): Promise<void> {
    try {
      await eraseAll(turn.eraser)
      turn.failures = 0
      turn.isBehind = false
    } catch (error) {
      turn.failures++
      if (turn.isBehind && turn.failures >= triesBeforeServing) {
        turn.isBehind = false
        log.error(
          { error: loggable(error), tries: turn.failures },
          'what had expired before the start cannot be erased: the server no longer waits for it, and will try again',
        )
      }
      const waitMs = backOffMs({ first: interval * 2, longest: longestBackOffMs }, turn.failures)
      turn.notBefore = performance.now() + waitMs
      throw error
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
