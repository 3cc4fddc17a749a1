import type { KeptReply } from './kept-reply.ts'

/** A reply that is being read, for all who ask for the same meanwhile. */
export class ComingReply {
  /** Until when the reply is true (`KeptReply`). Undefined until it has been read. */
  until: number | undefined
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

/** Replies that are read anew before anybody asks: each takes a connection of the database for a moment. */
const maxAskedFor = 4

/**
 * The replies that were read while the database was in one state, by their address. When anything changes all of them go:
 * nobody has to know which replies a write concerns.
 */
export class RepliesOfAState {
  readonly #kept = new Map<string, KeptReply>()
  readonly #coming = new Map<string, ComingReply>()
  readonly #askedFor = new Map<string, KeptReply>()
  #bytes = 0

  /**
   * The reply of an address, or one that is being read: who gets that waits for it. It turns out to be null if it can't be kept.
   *
   * @param now the database's clock, to leave out a reply that depends on a crud that has ended
   */
  get(address: string, now = Number.NEGATIVE_INFINITY): KeptReply | Promise<KeptReply | null> | undefined {
    const kept = this.#kept.get(address)
    if (kept?.isTrueAt(now)) return kept
    if (kept) this.#drop(address, kept)
    return this.#coming.get(address)?.wait()
  }

  /** Says that a reply is being read. */
  expect(address: string): ComingReply {
    const coming = new ComingReply((reply) => {
      if (this.#coming.get(address) !== coming) return
      this.#coming.delete(address)
      if (!reply || this.#bytes + reply.size > maxBytes) return
      this.#bytes += reply.size
      this.#kept.set(address, reply)
      this.#note(address, reply)
    })
    this.#coming.set(address, coming)
    return coming
  }

  /** Says that a reply was sent to somebody who asked for it. */
  sent(address: string, reply: KeptReply): void {
    reply.sent()
    this.#note(address, reply)
  }

  #drop(address: string, reply: KeptReply): void {
    this.#kept.delete(address)
    this.#bytes -= reply.size
  }

  #note(address: string, reply: KeptReply): void {
    const hasRoom = this.#askedFor.size < maxAskedFor || this.#askedFor.has(address)
    if (reply.isAskedFor && hasRoom) this.#askedFor.set(address, reply)
  }

  /** Whether anything would be read anew. */
  isAskedFor(): boolean {
    return this.#askedFor.size > 0
  }

  /** Reads anew what visitors asked for in the state before. @returns undefined if there is nothing, otherwise when all of it was read */
  readAnew(before: RepliesOfAState): Promise<unknown> | undefined {
    if (!before.isAskedFor()) return undefined
    const reads = Array.from(before.#askedFor, async ([address, reply]) => {
      const coming = this.expect(address)
      // Whoever asks is told why it can't be read.
      coming.end(await reply.readAnew().catch(() => null))
    })
    return Promise.all(reads)
  }
}
