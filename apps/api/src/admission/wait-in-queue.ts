/** Gives back what a request holds. Calling it again does nothing. */
export type Release = () => void

/** A request that waits. */
export type Waiter = {
  /** Milliseconds of the clock of its queue. */
  since: number
  /** Ends the wait: with what the request may hold, or with null if it is refused. */
  resolve(release: Release | null): void
}

type Wait = {
  since: number
  /** Milliseconds after which the request is refused, unless its queue refuses late requests itself. */
  waitMs?: number
  signal: AbortSignal | undefined
  /** Puts the waiter into its queue. */
  enter(waiter: Waiter): void
  /** Takes the waiter out of its queue before its turn. */
  leave(waiter: Waiter): void
}

/** Waits until the queue resolves the waiter. If the wait takes too long, or `signal` aborts, the answer is null. */
export function waitInQueue({ since, waitMs, signal, enter, leave }: Wait): Promise<Release | null> {
  return new Promise((resolve) => {
    const waiter: Waiter = {
      since,
      resolve(release) {
        clearTimeout(timer)
        signal?.removeEventListener('abort', giveUp)
        resolve(release)
      },
    }
    const giveUp = () => {
      leave(waiter)
      waiter.resolve(null)
    }
    const timer = waitMs === undefined ? undefined : setTimeout(giveUp, waitMs)
    signal?.addEventListener('abort', giveUp)
    enter(waiter)
  })
}
