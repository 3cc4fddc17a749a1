import { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { backOffMs } from './back-off.ts'
import { driverOptions } from './session-settings.ts'

export type Listener = {
  /**
   * Calls back when the channel is notified, and when a connection was made: notifications before that were missed.
   *
   * @returns a function that unsubscribes
   */
  subscribe(onNotice: () => void): () => void
  close(): Promise<void>
}

const backOff = { first: 100, longest: 5_000 }
const connectTimeoutMs = 5_000

/**
 * Listens to a channel of PostgreSQL's NOTIFY on a connection of its own, from the first subscriber on. A connection that
 * breaks is replaced, however often it takes.
 *
 * @param onError called once each time the connection breaks
 */
export function createListener(
  connectionUrl: string,
  channel: string,
  onError: (error: Error) => void = () => {},
): Listener {
  const subscribers = new Set<() => void>()
  const closed = new AbortController()
  let running: Promise<void> | undefined

  function notifyAll(): void {
    for (const onNotice of subscribers) onNotice()
  }

  async function run(): Promise<void> {
    let failures = 0
    while (!closed.signal.aborted) {
      const problem = await listenUntilItEnds(() => {
        failures = 0
        notifyAll()
      })
      failures++
      if (failures === 1 && !closed.signal.aborted) onError(problem)
      await sleep(backOffMs(backOff, failures), undefined, { signal: closed.signal }).catch(() => {})
    }
  }

  async function listenUntilItEnds(onListening: () => void): Promise<Error> {
    const socket = new Socket()
    const client = new pg.Client({
      stream: () => socket,
      ...driverOptions(connectionUrl),
      application_name: 'cruddur-listener',
      connectionTimeoutMillis: connectTimeoutMs,
      keepAlive: true,
    })
    let connected = false
    // `client.end()` would wait for a database that does not answer.
    const end = () => void (connected ? client.end().catch(() => {}) : socket.destroy())
    closed.signal.addEventListener('abort', end)
    let problem = new Error('the connection ended')
    client.on('error', (error) => {
      problem = error
    })
    const ended = new Promise<void>((resolve) => client.once('end', resolve))
    try {
      await client.connect()
      connected = true
      client.on('notification', notifyAll)
      await client.query(`listen ${pg.escapeIdentifier(channel)}`)
      onListening()
      await ended
      return problem
    } catch (error) {
      return error as Error
    } finally {
      closed.signal.removeEventListener('abort', end)
      end()
    }
  }

  return {
    subscribe(onNotice) {
      subscribers.add(onNotice)
      running ??= run()
      return () => void subscribers.delete(onNotice)
    },
    async close() {
      closed.abort()
      await running
    },
  }
}
