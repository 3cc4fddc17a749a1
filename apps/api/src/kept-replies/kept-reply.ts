/** How many of its sendings count at most. */
const maxSendings = 8

export type KeptReplyParts = {
  text: string
  contentType: string
  link: string | undefined
  /** Milliseconds since 1970, by the database's clock: when the first of the cruds ends that it depends on. */
  until: number
  /** Reads the same again. Undefined if that may take long. */
  read?: (() => Promise<KeptReply>) | undefined
}

/** A reply as it was sent to one visitor, for all others who ask for the same while nothing changes. */
export class KeptReply {
  readonly contentType: string
  readonly link: string | undefined
  /** In bytes. */
  readonly size: number
  readonly #text: string
  readonly #until: number
  readonly #read: KeptReplyParts['read']
  #bytes: Buffer | undefined
  #sendings = 0

  constructor({ text, contentType, link, until, read }: KeptReplyParts) {
    this.#text = text
    this.#until = until
    this.contentType = contentType
    this.link = link
    this.#read = read
    this.size = Buffer.byteLength(text)
  }

  /** Made when the second visitor asks: for most pages there is none. */
  get bytes(): Buffer {
    this.#bytes ??= Buffer.from(this.#text)
    return this.#bytes
  }

  /** Whether all cruds that it depends on live at a time of the database's clock. */
  isTrueAt(now: number): boolean {
    return now < this.#until
  }

  /** Counts that it was sent. */
  sent(): void {
    if (this.#sendings < maxSendings) this.#sendings++
  }

  /** Whether it is worth reading before anybody asks: it was sent more often than it was read. */
  get isAskedFor(): boolean {
    return this.#read !== undefined && this.#sendings > 0
  }

  /** The same in the database's next state. What was sent counts on, so that nothing is read more often than it is asked for. */
  async readAnew(): Promise<KeptReply | null> {
    const next = await this.#read?.()
    if (!next) return null
    next.#sendings = this.#sendings - 1
    return next
  }
}
