/** Something that is to happen unless it is stopped before. */
export type Timed = { onTime(): void }

/**
 * A timeout that was started: an entry of a linked list, in the order in which they are due. One that is stopped points to no other: V8 keeps
 * what an old object points to, even if nobody uses that object any more, until it collects garbage in the whole heap. So a `Map` does not
 * serve: each of its tables points to the one that replaced it, and the entries of all of them stayed alive.
 */
class Waiting {
  previous: Waiting = this
  next: Waiting = this
  readonly timed: Timed | undefined
  /** In milliseconds. */
  readonly dueAt: number

  constructor(timed: Timed | undefined, dueAt: number) {
    this.timed = timed
    this.dueAt = dueAt
  }

  insertBefore(other: Waiting): void {
    this.previous = other.previous
    this.next = other
    other.previous.next = this
    other.previous = this
  }

  /** Does nothing if it is over, or was stopped before. */
  stop(): void {
    this.previous.next = this.next
    this.next.previous = this.previous
    this.previous = this
    this.next = this
  }
}

export type { Waiting }

/**
 * Timeouts of one duration, with one timer of Node for all of them. Every request starts two that hardly ever end, and a timer
 * of its own costs ten times as much.
 *
 * @param ms milliseconds after which each is over
 */
export function createSharedTimer(ms: number) {
  /** Both ends of the list. The next one is due first, because all last as long. */
  const ends = new Waiting(undefined, Number.POSITIVE_INFINITY)
  let timer: NodeJS.Timeout | undefined

  function wait(untilMs: number): void {
    // What it would do is of no use to a process that has nothing else to do.
    timer = setTimeout(run, Math.max(1, untilMs - performance.now())).unref()
  }

  function run(): void {
    timer = undefined
    const now = performance.now()
    while (ends.next.dueAt <= now) {
      const { next } = ends
      next.stop()
      next.timed?.onTime()
    }
    if (!timer && ends.next !== ends) wait(ends.next.dueAt)
  }

  return {
    start(timed: Timed): Waiting {
      const waiting = new Waiting(timed, performance.now() + ms)
      waiting.insertBefore(ends)
      if (!timer) wait(waiting.dueAt)
      return waiting
    },
  }
}

export type SharedTimer = ReturnType<typeof createSharedTimer>
