import type { Socket } from 'node:net'
import { closed, hungUp, NoAnswer, NotHttp } from './errors.ts'
import type { Reply } from './reply.ts'
import { ReplyReader } from './reply-reader.ts'

type Waiting = { reader: ReplyReader; resolve: (reply: Reply) => void; reject: (error: Error) => void }
export type ConnectionOptions = { host: string; idleTimeoutMs: number; onClose: () => void }

/** A connection to a server. It takes one request at a time. */
export class Connection {
  readonly #socket: Socket
  #waiting: Waiting | null = null
  #isOpen = true

  /** @param socket that connects, or has connected */
  constructor(socket: Socket, { host, idleTimeoutMs, onClose }: ConnectionOptions) {
    this.#socket = socket
    socket.setTimeout(idleTimeoutMs, () => this.#fail(new NoAnswer(host, idleTimeoutMs)))
    socket.on('data', (bytes) => this.#take(bytes))
    // The server says no more. It need not have read all that we send, nor close the other direction.
    socket.on('end', () => this.#end())
    socket.on('error', (error) => this.#fail(error))
    socket.on('close', () => {
      this.#fail(hungUp())
      onClose()
    })
  }

  /** Whether it takes a request now. */
  get isFree(): boolean {
    return this.#isOpen && this.#waiting === null
  }

  /**
   * @param head of the request: its first line, its headers, and the empty line after them
   * @throws NoAnswer, NotHttp, or the error of the connection
   */
  send(method: string, head: string, body: Buffer | null): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.#waiting = { reader: new ReplyReader(method), resolve, reject }
      this.#socket.ref()
      // Head and body leave together, and a small request in one packet.
      this.#socket.cork()
      this.#socket.write(head, 'latin1')
      if (body) this.#socket.write(body)
      this.#socket.uncork()
    })
  }

  /** Ends it, and fails the request that is under way. */
  close(): void {
    this.#fail(closed())
  }

  #take(bytes: Buffer): void {
    const waiting = this.#waiting
    try {
      if (!waiting) throw new NotHttp('it answers what nobody has asked')
      const reply = waiting.reader.take(bytes)
      if (reply) this.#finish(waiting, reply)
    } catch (error) {
      this.#fail(error as Error)
    }
  }

  #finish({ reader, resolve }: Waiting, reply: Reply): void {
    this.#waiting = null
    // A server that answers before it has the whole request would read the rest as another one.
    if (!reader.keepsOpen || this.#socket.writableLength > 0) this.close()
    // It does not keep the process from ending.
    else this.#socket.unref()
    resolve(reply)
  }

  #end(): void {
    const waiting = this.#waiting
    const reply = waiting?.reader.end()
    if (waiting && reply) this.#finish(waiting, reply)
    else this.#fail(hungUp())
  }

  #fail(error: Error): void {
    const waiting = this.#waiting
    this.#waiting = null
    this.#isOpen = false
    this.#socket.destroy()
    waiting?.reject(error)
  }
}
