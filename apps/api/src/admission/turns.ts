import { type Release, type Waiter, waitInQueue } from './wait-in-queue.ts'

export type TurnLimits = {
  /** Holders at once, of all clients together. */
  running: number
  /** Holders at once of one client. May change from call to call. */
  runningPerClient: number | (() => number)
  /** Requests of one client that may wait. */
  waitingPerClient: number
  /** Milliseconds that a request may wait. */
  waitMs: number
}

export type Turns = {
  /** A turn that is free at once, or null. */
  tryTake(client: string): Release | null
  /** A turn as soon as there is one, or null when too many wait already, it takes too long, or `signal` aborts. */
  take(client: string, signal?: AbortSignal): Promise<Release | null>
}

type ClientState = { running: number; waiting: Waiter[] }

/**
 * Limits what runs at once. Clients that wait take turns, one request each, so that many requests of one client hold up
 * nobody but that client.
 */
export function createTurns({ running: maxRunning, runningPerClient, waitingPerClient, waitMs }: TurnLimits): Turns {
  const clients = new Map<string, ClientState>()
  /** Clients with a request that waits, the next one first. */
  const queue = new Set<string>()
  let running = 0
  const mostOfClient = typeof runningPerClient === 'number' ? () => runningPerClient : runningPerClient

  function stateOf(client: string): ClientState {
    const known = clients.get(client)
    if (known) return known
    const state = { running: 0, waiting: [] }
    clients.set(client, state)
    return state
  }

  const hasRoom = (state: ClientState) => running < maxRunning && state.running < mostOfClient()

  function start(client: string, state: ClientState): Release {
    running++
    state.running++
    let held = true
    return () => {
      if (!held) return
      held = false
      running--
      state.running--
      if (queue.size > 0) startWaiting()
      forgetIdle(client, state)
    }
  }

  function startWaiting(): void {
    for (const client of queue) {
      if (running >= maxRunning) return
      const state = stateOf(client)
      if (state.running >= mostOfClient()) continue
      const next = state.waiting.shift()
      // If the client has more requests, it goes behind all other clients.
      queue.delete(client)
      if (state.waiting.length > 0) queue.add(client)
      next?.resolve(start(client, state))
    }
  }

  function forgetIdle(client: string, state: ClientState): void {
    if (state.running === 0 && state.waiting.length === 0) clients.delete(client)
  }

  function tryTake(client: string): Release | null {
    const state = stateOf(client)
    // Requests that came before go first.
    if (hasRoom(state) && state.waiting.length === 0) return start(client, state)
    forgetIdle(client, state)
    return null
  }

  async function take(client: string, signal?: AbortSignal): Promise<Release | null> {
    const free = tryTake(client)
    if (free) return free
    const state = stateOf(client)
    if (signal?.aborted || state.waiting.length >= waitingPerClient) {
      forgetIdle(client, state)
      return null
    }
    return waitInQueue({
      since: 0,
      waitMs,
      signal,
      enter(waiter) {
        state.waiting.push(waiter)
        queue.add(client)
      },
      leave(waiter) {
        state.waiting.splice(state.waiting.indexOf(waiter), 1)
        if (state.waiting.length === 0) queue.delete(client)
        forgetIdle(client, state)
      },
    })
  }

  return { tryTake, take }
}
