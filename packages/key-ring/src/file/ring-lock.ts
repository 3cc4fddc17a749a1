import { setTimeout as sleep } from 'node:timers/promises'
import { lockFile } from '@cruddur/embedded-postgres/data-dir-lock'
import { KeyRingError } from '../key-ring.port.ts'

/** Runs something while no other process uses the ring. */
export type RingLock = <T>(work: () => Promise<T>) => Promise<T>

/** A turn takes milliseconds, on a slow disk after weeks of standing still a second or two. */
const maxWaitMs = 20_000
const pauseMs = 10

/** @throws KeyRingError, from the lock, when another process has it for 20 s */
export function createRingLock(path: string): RingLock {
  return async (work) => {
    const unlock = await take(path)
    try {
      return await work()
    } finally {
      unlock()
    }
  }
}

async function take(path: string): Promise<() => void> {
  const giveUpAt = performance.now() + maxWaitMs
  for (;;) {
    const unlock = lockFile(path)
    if (unlock) return unlock
    if (performance.now() > giveUpAt) throw new KeyRingError(`${path} has been held by another process for 20 s`)
    await sleep(pauseMs)
  }
}
