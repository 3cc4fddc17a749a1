import { setTimeout as sleep } from 'node:timers/promises'
import type { Listener } from '@cruddur/storage/listener'
import type { FastifyBaseLogger } from 'fastify'
import type { EndedSessions } from '../identity.port.ts'

/** Milliseconds between two tries to read the list while the database is unreachable. */
const retryIntervalMs = 500

/**
 * The sessions that ended a short time ago, in this server's memory, so that verifying a token asks no database. It is read
 * at the start, whenever a session ends on any server, and whenever the connection that listens is made anew.
 *
 * @param readList reads the list, and returns whether the session of a caller is on it
 */
export async function startEndedSessions(
  readList: () => Promise<EndedSessions['has']>,
  listener: Listener,
  log: FastifyBaseLogger,
) {
  let isEnded = await readList()
  const subscribers = new Set<() => void>()
  const closed = new AbortController()
  let isStale = false
  let reading: Promise<void> | undefined

  async function read(): Promise<void> {
    while (isStale && !closed.signal.aborted) {
      isStale = false
      try {
        isEnded = await readList()
        for (const onEnded of subscribers) onEnded()
      } catch (error) {
        isStale = true
        log.warn(`the list of ended sessions could not be read: ${(error as Error).message}`)
        await sleep(retryIntervalMs, undefined, { signal: closed.signal }).catch(() => {})
      }
    }
  }

  const unsubscribe = listener.subscribe(() => {
    isStale = true
    reading ??= read().finally(() => {
      reading = undefined
    })
  })

  const sessions: EndedSessions = {
    has: (caller) => isEnded(caller),
    subscribe(onEnded) {
      subscribers.add(onEnded)
      return () => void subscribers.delete(onEnded)
    },
  }
  return {
    ...sessions,
    async close(): Promise<void> {
      unsubscribe()
      closed.abort()
      await reading
    },
  }
}
