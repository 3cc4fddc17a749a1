import type { ServerResponse } from 'node:http'
import type { StreamReader } from './hearing.ts'

/** Bytes that may wait for a client, beyond what its socket holds, before it is let go: it will come back and resume. */
const backlogLimit = 256 * 1024

export type StreamClient = ReturnType<typeof createStreamClient>

/**
 * One stream. Until it is opened, what it is sent waits behind what it is to hear first.
 *
 * @param sessionId the session of its token; when that ends, the stream does
 * @param until when its token ends, in milliseconds since 1970: nothing is sent after that
 */
export function createStreamClient(response: ServerResponse, reader: StreamReader, until: number, sessionId?: string) {
  let waiting: Buffer[] | null = []
  let waitingBytes = 0
  let ended = false
  const isOver = () => ended || response.destroyed

  function end(): void {
    if (!isOver() && !waiting) response.end()
    ended = true
  }

  function write(bytes: Buffer): void {
    if (isOver()) return
    if (response.writableLength + bytes.length > backlogLimit) response.destroy()
    else response.write(bytes)
  }

  function queue(queued: Buffer[], bytes: Buffer): void {
    queued.push(bytes)
    waitingBytes += bytes.length
    if (waitingBytes > backlogLimit) response.destroy()
  }

  function send(bytes: Buffer): void {
    if (until <= Date.now()) end()
    else if (waiting) queue(waiting, bytes)
    else write(bytes)
  }

  /** Says `first`, then what has waited, and from then on what comes. */
  function open(first: Buffer): void {
    const queued = waiting ?? []
    waiting = null
    if (ended) response.end()
    else for (const bytes of [first, ...queued]) write(bytes)
  }

  return { reader, sessionId, isOver, send, open, end }
}
