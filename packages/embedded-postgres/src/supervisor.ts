import { setTimeout as sleep } from 'node:timers/promises'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import type { Log } from './log.ts'
import type { Postmaster } from './postmaster.ts'

export type Supervised = {
  /** Process id of PostgreSQL. It changes with a restart. */
  pid(): number
  /** Asks PostgreSQL to stop and does not wait. */
  interrupt(): void
  /** Stops PostgreSQL for good. Idempotent. */
  stop(): Promise<void>
}

const maxFirstAttempts = 6
const stopLimitMs = 4_000
/** A PostgreSQL that ran for longer than this was healthy: the next failure is the first again. */
const healthyAfterMs = 10_000
const minPauseMs = 100
const maxPauseMs = 5_000

/** A start right after a crash can fail, and one that always fails must not use up the machine. */
function pauseMs(failures: number): number {
  return Math.min(minPauseMs * 2 ** failures, maxPauseMs)
}

/**
 * Starts PostgreSQL, and starts it again whenever it ends by itself, until `stop`.
 *
 * @throws what `start` throws, if the first start fails six times, with pauses of 3 s in all
 */
export async function supervise(start: () => Promise<Postmaster>, log: Log, logFile: string): Promise<Supervised> {
  const stopping = new AbortController()
  const pause = (failures: number) => sleep(pauseMs(failures), null, { signal: stopping.signal }).catch(() => null)
  let current = await startFirst()
  const watching = watch()

  async function startFirst(failures = 0): Promise<Postmaster> {
    try {
      return await start()
    } catch (error) {
      if (error instanceof EmbeddedPostgresError || failures + 1 >= maxFirstAttempts) throw error
      await pause(failures)
      return startFirst(failures + 1)
    }
  }

  async function watch(): Promise<void> {
    for (let failures = 0; ; failures++) {
      const startedAt = Date.now()
      const reason = await current.ended
      if (stopping.signal.aborted) return
      if (Date.now() - startedAt > healthyAfterMs) failures = 0
      log.error(`PostgreSQL ended by itself (${reason}): starting it again; its log is ${logFile}`)
      if (failures > 0) await pause(failures)
      await startAgain()
    }
  }

  async function startAgain(): Promise<void> {
    for (let failures = 0; !stopping.signal.aborted; failures++) {
      try {
        current = await start()
        log.info('PostgreSQL runs again')
        return
      } catch (error) {
        log.error(`${(error as Error).message}: trying again; its log is ${logFile}`)
        await pause(failures)
      }
    }
  }

  async function stop(): Promise<void> {
    stopping.abort()
    await current.stop(stopLimitMs)
    await watching
    await current.stop(stopLimitMs) // the one that `watch` was just starting
  }

  return { pid: () => current.pid, interrupt: () => current.interrupt(), stop }
}
