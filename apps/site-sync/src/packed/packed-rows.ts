/** Rows of a piece of memory. */
const atOnce = 1024

/** Rows of so many bytes each, in pieces of memory: it grows by one, and nothing has to be moved. */
export class PackedRows {
  readonly #pieces: Buffer[] = []
  readonly #width: number

  constructor(width: number) {
    this.#width = width
  }

  /** The memory that a row stands in, and where: `at`. */
  pieceOf(row: number): Buffer {
    const number = Math.floor(row / atOnce)
    while (this.#pieces.length <= number) this.#pieces.push(Buffer.alloc(atOnce * this.#width))
    return this.#pieces[number] as Buffer
  }

  at(row: number): number {
    return (row % atOnce) * this.#width
  }
}
