import { type Release, type Waiter, waitInQueue } from './wait-in-queue.ts'

export type PlaceLimits = {
  /** Most requests that run at once. May change from call to call. */
  running(): number
  /** Of these, how many may be of one kind. */
  runningPerKind(): number
  /** Requests that may wait, of all kinds together. */
  waiting: number
  /** Of these, how many may be of one kind. */
  waitingPerKind: number
  /** Milliseconds that a request may wait while its kind is overloaded. */
  waitMs: number
}

export type Places = {
  /** Whether a request of this kind would be refused at once, because there is no place and too many wait. */
  isFull(kind: string): boolean
  /** Whether a request of any kind would be. */
  isFullForAll(): boolean
  /** A place that is free at once, or null. */
  tryTake(kind: string): Release | null
  /** A place as soon as there is one, or null when too many wait, it takes too long, or `signal` aborts. */
  take(kind: string, signal?: AbortSignal): Promise<Release | null>
  running(): number
  waiting(): number
}

type KindState = {
  running: number
  queue: Waiter[]
  waitingSince: number
  /** Until then the kind counts as overloaded, even if its queue was empty meanwhile. */
  overloadedUntil: number
}

/** If a queue has not been empty for this long, it is not a burst: more requests arrive than can be served. */
const patienceMs = 100
/** An overload is over when it has not been seen for so long. Queues of a few requests are empty now and then in the midst of it. */
const calmMs = 1_000
/** How often requests that have waited too long are refused. */
const sweepMs = 5

/**
 * Limits how many requests run at once, and queues a few more. One kind of request cannot take all places, so that a kind
 * that waits for a lock does not block the others.
 *
 * A burst waits in order. Under overload, where the queue of a kind does not become empty, a request waits for at most
 * `waitMs`, and the newest goes first, because its client most likely still waits for an answer. This is "controlled delay"
 * with "adaptive LIFO" (B. Maurer, Fail at Scale, ACM Queue 13(8), 2015). As in RFC 8289, a queue that was empty for a
 * moment does not begin anew.
 *
 * @param now milliseconds of a clock that never goes back
 */
export function createPlaces(limits: PlaceLimits, now: () => number = () => performance.now()): Places {
  const kinds = new Map<string, KindState>()
  const waitingKinds = new Set<string>()
  let running = 0
  let waiting = 0
  let sweep: NodeJS.Timeout | undefined

  function stateOf(kind: string): KindState {
    const known = kinds.get(kind)
    if (known) return known
    const state = { running: 0, queue: [], waitingSince: 0, overloadedUntil: 0 }
    kinds.set(kind, state)
    return state
  }

  function start(state: KindState): Release {
    running++
    state.running++
    let held = true
    return () => {
      if (!held) return
      held = false
      running--
      state.running--
      startWaiting()
    }
  }

  /** For kinds with a queue. */
  function isOverloaded(state: KindState): boolean {
    const at = now()
    if (at - state.waitingSince > patienceMs) state.overloadedUntil = at + calmMs
    return at < state.overloadedUntil
  }

  function leaveQueue(kind: string, state: KindState): void {
    waiting--
    if (state.queue.length === 0) waitingKinds.delete(kind)
    if (waiting === 0) stopSweep()
  }

  function startWaiting(): void {
    while (running < limits.running()) {
      const chosen = nextKind()
      if (!chosen) return
      const { kind, state, newest } = chosen
      const next = newest ? state.queue.pop() : state.queue.shift()
      leaveQueue(kind, state)
      next?.resolve(start(state))
    }
  }

  /**
   * The kind whose request is next: the newest of all under overload, the oldest of all otherwise. Round robin between kinds
   * would serve another mix than was asked for.
   */
  function nextKind(): { kind: string; state: KindState; newest: boolean } | undefined {
    const ready = [...waitingKinds]
      .map((kind) => ({ kind, state: stateOf(kind) }))
      .filter(({ state }) => state.running < limits.runningPerKind())
    const newest = ready.some(({ state }) => isOverloaded(state))
    const since = ({ state: { queue } }: (typeof ready)[number]) =>
      (newest ? -1 : 1) * (queue.at(newest ? -1 : 0)?.since ?? 0)
    const [first, ...others] = ready
    if (!first) return undefined
    return { ...others.reduce((best, each) => (since(each) < since(best) ? each : best), first), newest }
  }

  /** Refuses requests that have waited too long. The oldest are first in the queue, in whatever order they are served. */
  function refuseLate(): void {
    const at = now()
    for (const kind of waitingKinds) {
      const state = stateOf(kind)
      if (!isOverloaded(state)) continue
      while (state.queue[0] && at - state.queue[0].since > limits.waitMs) {
        const late = state.queue.shift()
        leaveQueue(kind, state)
        late?.resolve(null)
      }
    }
  }

  function stopSweep(): void {
    clearInterval(sweep)
    sweep = undefined
  }

  /** Requests that wait already go first. */
  function hasRoom(state: KindState): boolean {
    return state.queue.length === 0 && running < limits.running() && state.running < limits.runningPerKind()
  }

  function isQueueFull({ queue }: KindState): boolean {
    return waiting >= limits.waiting || queue.length >= limits.waitingPerKind
  }

  function tryTake(kind: string): Release | null {
    const state = stateOf(kind)
    return hasRoom(state) ? start(state) : null
  }

  async function take(kind: string, signal?: AbortSignal): Promise<Release | null> {
    const free = tryTake(kind)
    if (free) return free
    const state = stateOf(kind)
    if (signal?.aborted || isQueueFull(state)) return null
    return waitInQueue({
      since: now(),
      signal,
      enter(waiter) {
        if (state.queue.length === 0) state.waitingSince = waiter.since
        state.queue.push(waiter)
        waitingKinds.add(kind)
        waiting++
        sweep ??= setInterval(refuseLate, sweepMs)
      },
      leave(waiter) {
        state.queue.splice(state.queue.indexOf(waiter), 1)
        leaveQueue(kind, state)
      },
    })
  }

  return {
    isFull: (kind) => !hasRoom(stateOf(kind)) && isQueueFull(stateOf(kind)),
    isFullForAll: () => running >= limits.running() && waiting >= limits.waiting,
    tryTake,
    take,
    running: () => running,
    waiting: () => waiting,
  }
}
