const hash = /^[0-9a-f]{32}$/
const bytesPerHash = 16

/** What a row holds. A text is anything but 32 hex digits, such as the ETag of an upload in parts. */
const kinds = { nothing: 0, hash: 1, text: 2 }

/** A hash or an ETag for each row. A hash takes 16 bytes; other texts are in a map. */
export class HashColumn {
  readonly #kinds: Uint8Array
  readonly #bytes: Buffer
  readonly #texts = new Map<number, string>()

  constructor(rowCount: number) {
    this.#kinds = new Uint8Array(rowCount)
    this.#bytes = Buffer.allocUnsafeSlow(rowCount * bytesPerHash)
  }

  set(row: number, value: string): void {
    const isHash = hash.test(value)
    this.#kinds[row] = isHash ? kinds.hash : kinds.text
    if (isHash) this.#bytes.write(value, row * bytesPerHash, bytesPerHash, 'hex')
    else this.#texts.set(row, value)
  }

  /** Null when the row was never set. */
  get(row: number): string | null {
    if (this.#kinds[row] === kinds.hash) {
      return this.#bytes.toString('hex', row * bytesPerHash, (row + 1) * bytesPerHash)
    }
    return this.#kinds[row] === kinds.text ? (this.#texts.get(row) ?? null) : null
  }
}
