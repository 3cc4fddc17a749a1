import { setTimeout as sleep } from 'node:timers/promises'
import type { Listener } from '@cruddur/storage/listener'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyBaseLogger } from 'fastify'
import { loggable } from '../../database/database-errors.ts'
import { type Position, resumableFor } from './position.ts'
import { type EventRow, type Look, selectEventsSince, selectPosition } from './stream.store.ts'

export type PumpPorts = { db: Db; listener: Listener; log: FastifyBaseLogger }

/** Hears everything that happens, in order: `events`, between two positions; null when it cannot be told what. */
export type Hear = (events: EventRow[] | null, before: Position, after: Position) => Promise<void>

export type EventPump = { position(): Position; stop(): Promise<void> }

/** Milliseconds between two looks; what changes several times in between is told once. */
const pause = 200
/** Milliseconds after which to look without having been woken: a transaction that notifies may yet be rolled back. */
const sweep = 1_000
const longestBackOff = 5_000
/** Events of one look. When more happened at once, readers had better ask for everything anew. */
export const eventLimit = 2_000

/**
 * Looks for events whenever the database says that there are some, and again until there are none. While the database is
 * away it keeps trying, and then goes on where it was: no event is lost. Rejects when the database is away at the start.
 */
export async function startEventPump({ db, listener, log }: PumpPorts, hear: Hear): Promise<EventPump> {
  const stopped = new AbortController()
  let woken = false
  let wake = () => {}
  const unsubscribe = listener.subscribe(() => {
    woken = true
    wake()
  })
  let seen: Look
  try {
    seen = await selectPosition(db)
  } catch (error) {
    unsubscribe()
    throw error
  }

  async function run(): Promise<void> {
    let failures = 0
    while (!stopped.signal.aborted) {
      woken = false
      let found = false
      try {
        found = await lookOnce()
        failures = 0
      } catch (error) {
        if (failures++ === 0) log.warn({ error: loggable(error) }, 'streams cannot hear the database, will try again')
      }
      const wait = failures ? Math.min(pause * 2 ** failures, longestBackOff) : pause
      await sleep(wait, undefined, { signal: stopped.signal }).catch(() => {})
      if (!found && !failures) await nextReason()
    }
  }

  async function lookOnce(): Promise<boolean> {
    const now = await selectEventsSince(db, seen.snapshot, eventLimit + 1)
    const lost = !now.known || now.events.length > eventLimit || now.at - seen.at > resumableFor
    if (lost) await hear(null, seen, now)
    else if (now.events.length > 0) await hear(now.events, seen, now)
    seen = now
    return now.events.length > 0
  }

  /** Resolves when woken, or after a while, or when stopped. */
  function nextReason(): Promise<void> {
    if (woken || stopped.signal.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(() => wake(), sweep)
      wake = () => {
        clearTimeout(timer)
        wake = () => {}
        resolve()
      }
    })
  }

  const running = run()
  return {
    position: () => seen,
    stop() {
      stopped.abort()
      unsubscribe()
      wake()
      return running
    },
  }
}
