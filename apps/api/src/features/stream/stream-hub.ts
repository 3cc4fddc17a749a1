import type { StreamEvent } from '@cruddur/contract/stream'
import { framesOf, heartbeatOf, hello, signedOut } from './event-frames.ts'
import { type EventPump, type Hear, type PumpPorts, startEventPump } from './event-pump.ts'
import { type HearingPorts, hearingOf } from './hearing.ts'
import { resume } from './resume.ts'
import type { StreamClient } from './stream-client.ts'

export type StreamPorts = HearingPorts & PumpPorts

/** The reader's page is to be asked for anew. */
const resync: StreamEvent[] = [{ kind: 'resync' }]

/**
 * All open streams of this server. It looks for events while there are any.
 *
 * @param heartbeat milliseconds between two signs of life
 */
export function createStreamHub(ports: StreamPorts, heartbeat: number) {
  const clients = new Set<StreamClient>()
  let pump: Promise<EventPump> | undefined
  let pulse: NodeJS.Timeout | undefined

  function start(): Promise<EventPump> {
    const starting = startEventPump(ports, hear)
    starting.then(
      (started) => {
        if (pump === starting) pulse = setInterval(() => beat(started), heartbeat)
      },
      () => {
        if (pump === starting) pump = undefined
      },
    )
    return starting
  }

  async function stop(): Promise<void> {
    const stopping = pump
    pump = undefined
    clearInterval(pulse)
    await stopping?.then((started) => started.stop()).catch(() => {})
  }

  const hear: Hear = async (rows, before, after) => {
    // Who comes later begins with a look of their own, which sees all of this.
    const audience = [...clients]
    const readers = audience.map(({ reader }) => reader)
    const eventsFor = rows ? await hearingOf(ports, rows, readers) : () => resync
    const frames = new Map<StreamEvent[], Buffer>()
    for (const client of audience) {
      const events = eventsFor(client.reader)
      if (events.length === 0) continue
      const bytes = frames.get(events) ?? Buffer.from(framesOf(events, before, after))
      frames.set(events, bytes)
      client.send(bytes)
    }
  }

  function beat(started: EventPump): void {
    const bytes = Buffer.from(heartbeatOf(started.position()))
    for (const client of clients) client.send(bytes)
  }

  function leave(client: StreamClient): void {
    if (clients.delete(client) && clients.size === 0) void stop()
  }

  /**
   * Adds a client, and gives what it is to hear first: what it missed since `lastEventId`. Rejects when the database is
   * away.
   */
  async function join(client: StreamClient, lastEventId: string | undefined): Promise<Buffer> {
    clients.add(client)
    try {
      pump ??= start()
      await pump
      // Not sooner: whatever happens after this look finds the client in the audience.
      return Buffer.from(hello + (await resume(ports, client.reader, lastEventId)))
    } catch (error) {
      leave(client)
      throw error
    }
  }

  /** Tells the clients of sessions that have ended, and closes their streams. */
  function endSessions(isEnded: (sessionId: string) => boolean): void {
    for (const client of clients) {
      if (client.sessionId === undefined || !isEnded(client.sessionId)) continue
      client.send(Buffer.from(signedOut))
      client.end()
      leave(client)
    }
  }

  async function close(): Promise<void> {
    for (const client of clients) client.end()
    clients.clear()
    await stop()
  }

  return { join, leave, endSessions, close }
}
