import { setTimeout as sleep } from 'node:timers/promises'
import { StartupError } from '@cruddur/storage/startup-error'
import type { Log } from './embedded-postgres.ts'
import type { Postmaster } from './postmaster.ts'

export type Supervised = {
  /** The running postmaster: another one after a restart. */
  pid(): number
  /** Asks PostgreSQL to stop and does not wait. */
  interrupt(): void
  /** Stops PostgreSQL and its restarting. Idempotent. */
  stop(): Promise<void>
}

const attemptsAtFirst = 6
const stopLimitMs = 4_000
const quickDeathMs = 10_000

/** 0.1, 0.2, 0.4 ... 5 s: a first start right after a crash can fail, and a broken one must not spin. */
const pauseMs = (failures: number) => Math.min(100 * 2 ** failures, 5_000)

/**
 * Starts PostgreSQL and starts it again whenever it ends by itself, until `stop`.
 * Throws what `start` throws when the first start fails time after time (some 3 s of pauses).
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
      if (error instanceof StartupError || failures + 1 >= attemptsAtFirst) throw error
      await pause(failures)
      return startFirst(failures + 1)
    }
  }

  async function watch(): Promise<void> {
    for (let failures = 0; ; failures++) {
      const bornAt = Date.now()
      const reason = await current.ended
      if (stopping.signal.aborted) return
      if (Date.now() - bornAt > quickDeathMs) failures = 0
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
    await current.stop(stopLimitMs) // one that was being started meanwhile
  }

  return { pid: () => current.pid, interrupt: () => current.interrupt(), stop }
}
