import { setTimeout as sleep } from 'node:timers/promises'
import type { Listener } from '@cruddur/storage/listener'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyBaseLogger } from 'fastify'
import type { EndedSessions } from '../../identity.port.ts'
import { selectEndedSessions } from './ended-sessions.store.ts'

/** Milliseconds between two tries to read the list while the database is unreachable. */
const retryIntervalMs = 500

/**
 * The sessions that ended a short time ago, in this server's memory, so that verifying a token asks no database. It is read
 * at the start, whenever a session ends on any server, and whenever the connection that listens is made anew.
 */
export async function startEndedSessions(db: Db, listener: Listener, log: FastifyBaseLogger) {
  let ended: ReadonlySet<string> = new Set(await selectEndedSessions(db))
  const subscribers = new Set<(ended: ReadonlySet<string>) => void>()
  const closed = new AbortController()
  let isStale = false
  let reading: Promise<void> | undefined

  async function read(): Promise<void> {
    while (isStale && !closed.signal.aborted) {
      isStale = false
      try {
        ended = new Set(await selectEndedSessions(db))
        for (const onEnded of subscribers) onEnded(ended)
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
    has: (sessionId) => ended.has(sessionId),
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
