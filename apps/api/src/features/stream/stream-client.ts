import type { Caller } from '../../http/caller.ts'
import type { StreamReader } from './audience-filter.ts'
import { endWire, type Wire } from './wire.ts'

/** Most bytes that wait for a slow client, beyond what its socket holds. With more it is disconnected, and will resume. */
const maxBacklogBytes = 256 * 1024

export type StreamClientOptions = {
  reader: StreamReader
  /** Whose token opened it. When the session of that token ends, the stream does. */
  caller: Caller | null
  /** When its token expires, in milliseconds since 1970. Nothing is sent after that. */
  until: number
}

/**
 * One stream. What is sent before it is opened waits behind its first bytes. A class and not closures: there are thousands, and they
 * are silent most of the time.
 */
export class StreamClient {
  readonly reader: StreamReader
  readonly caller: Caller | null
  readonly #until: number
  #wire: Wire | null = null
  #waiting: Buffer[] | null = null
  #ended = false
  #finishing = false

  constructor({ reader, caller, until }: StreamClientOptions) {
    this.reader = reader
    this.caller = caller
    this.#until = until
  }

  isOver(): boolean {
    return this.#ended || this.#wire?.destroyed === true
  }

  send(bytes: Buffer): void {
    if (this.#until <= Date.now()) this.end()
    else if (this.#wire) this.#write(this.#wire, bytes)
    else this.#queue(bytes)
  }

  /** Writes `first`, then what has waited. From then on `send` writes at once. */
  open(wire: Wire, first: Buffer): void {
    this.#wire = wire
    const queued = this.#waiting ?? []
    this.#waiting = null
    if (this.#ended) endWire(wire)
    else for (const bytes of [first, ...queued]) this.#write(wire, bytes)
    if (this.#finishing) this.end()
  }

  /** Ends the stream after what was sent before, even if it is not open yet. */
  finish(): void {
    if (this.#wire) this.end()
    else this.#finishing = true
  }

  /** Ends the stream. One that is not open yet is never heard. */
  end(): void {
    if (this.#wire && !this.isOver()) endWire(this.#wire)
    this.#ended = true
    this.#waiting = null
  }

  #write(wire: Wire, bytes: Buffer): void {
    if (this.isOver()) return
    if (wire.writableLength + bytes.length > maxBacklogBytes) wire.destroy()
    else wire.write(bytes)
  }

  #queue(bytes: Buffer): void {
    if (this.#ended) return
    this.#waiting ??= []
    this.#waiting.push(bytes)
    // Whoever resumes gets it all again.
    if (this.#waiting.reduce((sum, { length }) => sum + length, 0) > maxBacklogBytes) this.end()
  }
}
