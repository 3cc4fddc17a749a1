import { AppError } from '@cruddur/contract/app-error'

export type GateOptions = {
  atOnce: number
  /** Most that wait for their turn. */
  waiting: number
  /** Seconds that whoever does not even get to wait is asked to stay away. */
  retryAfter: number
}

/**
 * Lets so many run at once, and the rest wait in the order in which they came. The function it gives throws AppError
 * `rate_limited` when too many wait.
 */
export function createGate({ atOnce, waiting, retryAfter }: GateOptions) {
  let running = 0
  const queue: (() => void)[] = []

  return async function pass<T>(work: () => Promise<T>): Promise<T> {
    if (running < atOnce) running++
    else if (queue.length >= waiting) throw new AppError('rate_limited', { retryAfter })
    else await new Promise<void>((resolve) => queue.push(resolve))
    try {
      return await work()
    } finally {
      // The place is handed on, so that nobody who comes now can slip in before the next.
      const next = queue.shift()
      if (next) next()
      else running--
    }
  }
}
