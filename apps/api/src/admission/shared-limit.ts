import { createHash } from 'node:crypto'
import type { Limit } from '../config/setting-values.ts'
import { createSlidingWindow, partsOfWindow, type SlidingWindow } from './sliding-window.ts'

/** Takes requests from the count that all servers share. Rejects if the database cannot be reached. */
export type TakeShared = (key: Buffer, wanted: number, limit: Limit) => Promise<number>

export type SharedLimit = {
  /** Whether the client may send one more request now. A promise only where the other servers have to be asked. */
  admit(client: string): boolean | Promise<boolean>
  /** Seconds after which a client that was refused may try again. */
  retryAfter: number
}

/**
 * The share of a limit that each server admits without asking: a client that stays below it costs no query. One server keeps
 * the limit exactly; each further server can exceed it by this share.
 */
const freeShare = 0.04

/** The share of a limit that a server takes at a time. What it does not use is lost to the client until it slides out. */
const takenShare = 0.02

/** Clients remembered at once; the one that came first is forgotten for a new one. */
const maxClients = 100_000

type ClientState = {
  /** What this server has admitted, all of it. */
  admitted: SlidingWindow
  /** What it admitted without asking. */
  free: SlidingWindow
  /** Requests that it has taken and not yet admitted. */
  credit: number
  /** Until then the shared count is not asked again. */
  refusedUntil: number
  asking: Promise<void> | null
}

/**
 * One limit that holds over all servers on a database. A client is counted by this server alone until it has used a small
 * share of its limit; from then on servers take its requests, a few at a time, from a count that they share.
 *
 * @param scope names the limit, so that clients of two limits never meet
 * @param now milliseconds of a clock that never goes back
 */
export function createSharedLimit(
  scope: string,
  limit: Limit,
  takeShared: TakeShared,
  now: () => number = () => performance.now(),
): SharedLimit {
  const clients = new Map<string, ClientState>()
  const freeMax = Math.floor(limit.max * freeShare)
  const shared = { ...limit, max: limit.max - freeMax }
  const wanted = Math.max(1, Math.floor(limit.max * takenShare))
  const partMs = limit.window / partsOfWindow
  const refusalMs = Math.min(partMs, 1_000)

  function stateOf(client: string): ClientState {
    const known = clients.get(client)
    if (known) return known
    const [oldest] = clients.size >= maxClients ? clients.keys() : []
    if (oldest !== undefined) clients.delete(oldest)
    const admitted = createSlidingWindow(limit.window)
    const free = createSlidingWindow(limit.window)
    const state = { admitted, free, credit: 0, refusedUntil: 0, asking: null }
    clients.set(client, state)
    return state
  }

  function admitOne(state: ClientState, at = now()): true {
    state.admitted.add(at)
    return true
  }

  async function ask(client: string, state: ClientState): Promise<void> {
    const key = createHash('sha256').update(`${scope} ${client}`).digest()
    try {
      state.credit += await takeShared(key, wanted, shared)
      if (state.credit === 0) state.refusedUntil = now() + refusalMs
    } catch {
      // The database cannot be reached: count only what this server has admitted itself.
      if (state.admitted.count(now()) < limit.max) state.credit++
      else state.refusedUntil = now() + refusalMs
    } finally {
      state.asking = null
    }
  }

  async function admitByAsking(client: string, state: ClientState): Promise<boolean> {
    while (state.refusedUntil <= now()) {
      if (state.credit > 0) {
        state.credit--
        return admitOne(state)
      }
      state.asking ??= ask(client, state)
      await state.asking
    }
    return false
  }

  return {
    retryAfter: Math.max(1, Math.ceil(partMs / 1_000)),
    admit(client) {
      const state = stateOf(client)
      const at = now()
      if (state.refusedUntil > at) return false
      if (state.free.count(at) < freeMax) {
        state.free.add(at)
        return admitOne(state, at)
      }
      return admitByAsking(client, state)
    },
  }
}
