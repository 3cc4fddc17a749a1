/** A reply as it was sent to one visitor, for all others who ask for the same while nothing changes. */
export class KeptReply {
  readonly contentType: string
  readonly link: string | undefined
  /** In bytes. */
  readonly size: number
  readonly #text: string
  #bytes: Buffer | undefined

  constructor(text: string, contentType: string, link: string | undefined) {
    this.#text = text
    this.contentType = contentType
    this.link = link
    this.size = Buffer.byteLength(text)
  }

  /** Made when the second visitor asks: for most pages there is none. */
  get bytes(): Buffer {
    this.#bytes ??= Buffer.from(this.#text)
    return this.#bytes
  }
}

/** Bytes of all replies that are kept at once. */
const maxBytes = 32 * 1024 * 1024

/**
 * The replies that were read while the database was in one state, by their address. When anything changes all of them go:
 * nobody has to know which replies a write concerns.
 */
export class RepliesOfAState {
  readonly #kept = new Map<string, KeptReply>()
  readonly #coming = new Map<string, Promise<KeptReply | null>>()
  #bytes = 0

  /** The reply of an address, or one that is being read and turns out to be null if it can't be kept. */
  get(address: string): KeptReply | Promise<KeptReply | null> | undefined {
    return this.#kept.get(address) ?? this.#coming.get(address)
  }

  /**
   * Says that a reply is being read.
   *
   * @returns what to call with the reply, or with null if it can't be kept. Only the first call counts
   */
  expect(address: string): (reply: KeptReply | null) => void {
    const { promise, resolve } = Promise.withResolvers<KeptReply | null>()
    this.#coming.set(address, promise)
    return (reply) => {
      if (this.#coming.get(address) !== promise) return
      this.#coming.delete(address)
      if (reply && this.#bytes + reply.size <= maxBytes) {
        this.#bytes += reply.size
        this.#kept.set(address, reply)
      }
      resolve(reply)
    }
  }
}
