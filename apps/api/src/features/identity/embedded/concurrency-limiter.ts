import { AppError } from '@cruddur/contract/app-error'

export type ConcurrencyLimits = {
  maxRunning: number
  maxWaiting: number
  /** Seconds after which a refused caller may try again. */
  retryAfter: number
}

/**
 * Runs at most `maxRunning` tasks at once. Others wait in the order of their arrival.
 *
 * @returns a function that runs a task, and throws AppError `rate_limited` if too many wait
 */
export function createConcurrencyLimiter({ maxRunning, maxWaiting, retryAfter }: ConcurrencyLimits) {
  let running = 0
  const queue: (() => void)[] = []

  return async function run<T>(task: () => Promise<T>): Promise<T> {
    if (running < maxRunning) running++
    else if (queue.length >= maxWaiting) throw new AppError('rate_limited', { retryAfter })
    else await new Promise<void>((resolve) => queue.push(resolve))
    try {
      return await task()
    } finally {
      // The next task takes over the slot, so that nobody who arrives now can overtake it.
      const next = queue.shift()
      if (next) next()
      else running--
    }
  }
}
