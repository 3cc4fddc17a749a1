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

/** A reply that is being read, for all who ask for the same meanwhile. */
export class ComingReply {
  readonly #keep: (reply: KeptReply | null) => void
  #awaited: PromiseWithResolvers<KeptReply | null> | undefined

  constructor(keep: (reply: KeptReply | null) => void) {
    this.#keep = keep
  }

  wait(): Promise<KeptReply | null> {
    this.#awaited ??= Promise.withResolvers()
    return this.#awaited.promise
  }

  /** Whether anybody waits for it. */
  isAwaited(): boolean {
    return this.#awaited !== undefined
  }

  /** Takes the reply, or null if it is not to be kept. Only the first call counts. */
  end(reply: KeptReply | null): void {
    this.#keep(reply)
    this.#awaited?.resolve(reply)
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
  readonly #coming = new Map<string, ComingReply>()
  #bytes = 0

  /** The reply of an address, or one that is being read: who gets that waits for it. It turns out to be null if it can't be kept. */
  get(address: string): KeptReply | Promise<KeptReply | null> | undefined {
    return this.#kept.get(address) ?? this.#coming.get(address)?.wait()
  }

  /** Says that a reply is being read. */
  expect(address: string): ComingReply {
    const coming = new ComingReply((reply) => {
      if (this.#coming.get(address) !== coming) return
      this.#coming.delete(address)
      if (!reply || this.#bytes + reply.size > maxBytes) return
      this.#bytes += reply.size
      this.#kept.set(address, reply)
    })
    this.#coming.set(address, coming)
    return coming
  }
}
