import type { ServerResponse } from 'node:http'
import type { Caller } from '../../http/caller.ts'
import type { StreamReader } from './audience-filter.ts'

/** Most bytes that wait for a slow client, beyond what its socket holds. With more it is disconnected, and will resume. */
const maxBacklogBytes = 256 * 1024

export type StreamClient = ReturnType<typeof createStreamClient>

/**
 * One stream. What is sent before it is opened waits behind its first bytes.
 *
 * @param caller whose token opened it; when the session of that token ends, the stream does
 * @param until when its token expires, in milliseconds since 1970: nothing is sent after that
 */
export function createStreamClient(
  response: ServerResponse,
  reader: StreamReader,
  until: number,
  caller: Caller | null,
) {
  let waiting: Buffer[] | null = []
  let waitingBytes = 0
  let ended = false
  let finishing = false
  const isOver = () => ended || response.destroyed

  function end(): void {
    if (!isOver() && !waiting) response.end()
    ended = true
  }

  /** Ends the stream after what was sent before, even if it is not open yet. */
  function finish(): void {
    if (waiting) finishing = true
    else end()
  }

  function write(bytes: Buffer): void {
    if (isOver()) return
    if (response.writableLength + bytes.length > maxBacklogBytes) response.destroy()
    else response.write(bytes)
  }

  function queue(queued: Buffer[], bytes: Buffer): void {
    queued.push(bytes)
    waitingBytes += bytes.length
    if (waitingBytes > maxBacklogBytes) response.destroy()
  }

  function send(bytes: Buffer): void {
    if (until <= Date.now()) end()
    else if (waiting) queue(waiting, bytes)
    else write(bytes)
  }

  /** Writes `first`, then what has waited. From then on `send` writes at once. */
  function open(first: Buffer): void {
    const queued = waiting ?? []
    waiting = null
    if (ended) response.end()
    else for (const bytes of [first, ...queued]) write(bytes)
    if (finishing) end()
  }

  return { reader, caller, isOver, send, open, finish, end }
}
