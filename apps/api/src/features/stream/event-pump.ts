import { setTimeout as sleep } from 'node:timers/promises'
import { backOffMs } from '@cruddur/storage/back-off'
import type { Listener } from '@cruddur/storage/listener'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyBaseLogger } from 'fastify'
import { loggable } from '../../database/database-errors.ts'
import type { RecentPosition } from './recent-position.ts'
import { type EventBatch, type EventRow, selectEventsSince, selectPosition } from './stream.store.ts'
import { resumableForMs, type StreamPosition } from './stream-position.ts'

export type PumpPorts = { db: Db; listener: Listener; log: FastifyBaseLogger; recentPosition: RecentPosition }

/** Gets all events in order, between two positions. Null when some were lost. */
export type OnEvents = (events: EventRow[] | null, before: StreamPosition, after: StreamPosition) => Promise<void>

export type EventPump = { position(): StreamPosition; stop(): Promise<void> }

/** Between two polls. Several changes of one thing in between are sent once. */
const pollIntervalMs = 200
/** The longest time without a poll when nothing notifies: the transaction that was to notify may be rolled back. */
const maxSilenceMs = 1_000
const backOff = { first: 2 * pollIntervalMs, longest: 5_000 }
/** Most events of one poll. When more happened at once, readers load their pages anew instead. */
export const maxEvents = 2_000

/**
 * Polls for events whenever the database notifies, and again until there are none. While the database is away it keeps
 * trying, and then goes on where it was, so that no event is lost.
 *
 * @throws when the database is away at the start
 */
export async function startEventPump(
  { db, listener, log, recentPosition }: PumpPorts,
  onEvents: OnEvents,
): Promise<EventPump> {
  const stopping = new AbortController()
  let woken = false
  let wake = () => {}
  const unsubscribe = listener.subscribe(() => {
    woken = true
    wake()
  })
  let seen: EventBatch
  try {
    seen = await selectPosition(db)
  } catch (error) {
    unsubscribe()
    throw error
  }

  async function run(): Promise<void> {
    let failures = 0
    while (!stopping.signal.aborted) {
      woken = false
      let found = false
      try {
        found = await poll()
        failures = 0
      } catch (error) {
        if (failures++ === 0) log.warn({ error: loggable(error) }, 'streams cannot read the database, will try again')
      }
      const wait = failures ? backOffMs(backOff, failures) : pollIntervalMs
      await sleep(wait, undefined, { signal: stopping.signal }).catch(() => {})
      if (!found && !failures) await untilWoken()
    }
  }

  async function poll(): Promise<boolean> {
    const now = await selectEventsSince(db, seen.snapshot, maxEvents + 1)
    recentPosition.keep(now)
    const lost = !now.known || now.events.length > maxEvents || now.at - seen.at > resumableForMs
    if (lost) await onEvents(null, seen, now)
    else if (now.events.length > 0) await onEvents(now.events, seen, now)
    seen = now
    return now.events.length > 0
  }

  /** Resolves when the database notifies, after `maxSilenceMs`, or when the pump is stopped. */
  function untilWoken(): Promise<void> {
    if (woken || stopping.signal.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(() => wake(), maxSilenceMs)
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
      stopping.abort()
      unsubscribe()
      wake()
      return running
    },
  }
}
