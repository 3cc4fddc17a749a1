import { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { withSessionSettings } from './session-settings.ts'

export type Listener = {
  /**
   * Calls back whenever the channel was notified, and whenever a connection was made, since what was said before was not
   * heard. The result takes it back.
   */
  subscribe(heard: () => void): () => void
  close(): Promise<void>
}

/** Milliseconds. */
const backOff = { shortest: 100, longest: 5_000 }
const connectTimeout = 5_000

/**
 * Listens to a channel of PostgreSQL's NOTIFY on a connection of its own, from the first subscriber on. A connection that
 * breaks is replaced for as long as it takes; `onError` is told once, when it breaks.
 */
export function createListener(
  connectionUrl: string,
  channel: string,
  onError: (error: Error) => void = () => {},
): Listener {
  const subscribers = new Set<() => void>()
  const closed = new AbortController()
  let running: Promise<void> | undefined

  const tellAll = () => {
    for (const heard of subscribers) heard()
  }

  async function run(): Promise<void> {
    for (let failures = 0; !closed.signal.aborted; failures++) {
      const problem = await listenUntilItEnds(() => {
        failures = 0
        tellAll()
      })
      if (failures === 0 && !closed.signal.aborted) onError(problem)
      const wait = Math.min(backOff.shortest * 2 ** Math.min(failures, 10), backOff.longest)
      await sleep(wait, undefined, { signal: closed.signal }).catch(() => {})
    }
  }

  async function listenUntilItEnds(onListening: () => void): Promise<Error> {
    const socket = new Socket()
    const client = new pg.Client({
      stream: () => socket,
      connectionString: withSessionSettings(connectionUrl),
      application_name: 'cruddur-listener',
      connectionTimeoutMillis: connectTimeout,
      keepAlive: true,
    })
    let connected = false
    // A client that waits for its database to answer does not let itself be ended.
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
      client.on('notification', tellAll)
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
    subscribe(heard) {
      subscribers.add(heard)
      running ??= run()
      return () => void subscribers.delete(heard)
    },
    async close() {
      closed.abort()
      await running
    },
  }
}
