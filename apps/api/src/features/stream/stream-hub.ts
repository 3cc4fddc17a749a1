import type { StreamEvent } from '@cruddur/contract/stream'
import type { Caller } from '../../http/caller.ts'
import { type AudiencePorts, filterForAudience } from './audience-filter.ts'
import { framesOf, heartbeatOf, hello, signedOut } from './event-frames.ts'
import { type EventPump, type OnEvents, type PumpPorts, startEventPump } from './event-pump.ts'
import { resume } from './resume.ts'
import type { StreamClient } from './stream-client.ts'

export type StreamPorts = AudiencePorts & PumpPorts

export type StreamHubOptions = {
  /** Time between two heartbeats. */
  heartbeatMs: number
  /** A client is done with its first events, and comes back for more. */
  endsAfterEvents: boolean
}

/** Makes the reader's page load everything anew. */
const resync: StreamEvent[] = [{ kind: 'resync' }]

/** All open streams of this server. It polls for events only while there are any. */
export function createStreamHub(ports: StreamPorts, { heartbeatMs, endsAfterEvents }: StreamHubOptions) {
  const clients = new Set<StreamClient>()
  let pump: Promise<EventPump> | undefined
  let pulse: NodeJS.Timeout | undefined

  function start(): Promise<EventPump> {
    const starting = startEventPump(ports, fanOut)
    starting.then(
      (started) => {
        if (pump === starting) pulse = setInterval(() => beat(started), heartbeatMs)
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

  const fanOut: OnEvents = async (rows, before, after) => {
    // A client that joins later begins with a query of its own, which finds all of this.
    const audience = [...clients]
    const readers = audience.map(({ reader }) => reader)
    const eventsFor = rows ? await filterForAudience(ports, rows, readers) : () => resync
    const frames = new Map<StreamEvent[], Buffer>()
    for (const client of audience) {
      const events = eventsFor(client.reader)
      if (events.length === 0) continue
      const bytes = frames.get(events) ?? Buffer.from(framesOf(events, before, after))
      frames.set(events, bytes)
      client.send(bytes)
      if (endsAfterEvents) client.finish()
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
   * Adds a client.
   *
   * @returns its first bytes: what it missed since `lastEventId`
   * @throws when the database is away
   */
  async function join(client: StreamClient, lastEventId: string | undefined): Promise<Buffer> {
    clients.add(client)
    try {
      pump ??= start()
      await pump
      // Not before: whatever happens after this query finds the client in the audience.
      const missed = await resume(ports, client.reader, lastEventId)
      if (endsAfterEvents && missed.hasEvents) client.finish()
      return Buffer.from(hello + missed.frames)
    } catch (error) {
      leave(client)
      throw error
    }
  }

  /** Tells the clients of sessions that have ended, and closes their streams. */
  function endSessions(isEnded: (caller: Caller) => boolean): void {
    for (const client of clients) {
      if (!client.caller || !isEnded(client.caller)) continue
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

  return { join, leave, endSessions, close, size: () => clients.size }
}
