/** Bytes of a piece of memory: lists grow by one, and nothing has to be moved. */
const piece = 64 * 1024

/** Texts one after the other in a few pieces of memory: each takes its bytes in UTF-8 and eight more, and no object. */
export class PackedTexts {
  /** One that does not fit into a piece has a larger one, which takes the numbers of several. */
  readonly #pieces: Buffer[] = []
  /** Where each text begins, as if all pieces were one. */
  #starts = new Uint32Array(1024)
  #lengths = new Uint32Array(1024)
  #count = 0
  #end = 0

  get length(): number {
    return this.#count
  }

  /** @returns at which place it stands, from 0 */
  add(text: string): number {
    // A letter of UTF-16 takes three bytes at most.
    const room = text.length * 3
    const start = this.#roomFor(room)
    if (this.#count === this.#starts.length) {
      this.#starts = grown(this.#starts)
      this.#lengths = grown(this.#lengths)
    }
    const length = this.#pieceOf(start).write(text, start % piece)
    this.#starts[this.#count] = start
    this.#lengths[this.#count] = length
    // What takes a larger piece has it for itself.
    this.#end = room > piece ? this.#pieces.length * piece : start + length
    return this.#count++
  }

  at(place: number): string {
    const start = this.#startOf(place)
    return this.#pieceOf(start).toString('utf8', start % piece, (start % piece) + this.#lengthOf(place))
  }

  /** Below 0 when the one at a place comes before `bytes`, 0 when it is the same, above 0 when it comes after. */
  compare(place: number, bytes: Buffer, length = bytes.length): number {
    const start = this.#startOf(place)
    const at = start % piece
    return this.#pieceOf(start).compare(bytes, 0, length, at, at + this.#lengthOf(place))
  }

  /** The same for two of the list. */
  compareTwo(one: number, other: number): number {
    const start = this.#startOf(other)
    const at = start % piece
    return this.compare(one, this.#pieceOf(start).subarray(at, at + this.#lengthOf(other)))
  }

  #roomFor(bytes: number): number {
    const left = this.#pieces.length * piece - this.#end
    if (bytes <= left && left > 0) return this.#end
    const start = this.#pieces.length * piece
    const larger = Buffer.allocUnsafeSlow(Math.max(1, Math.ceil(bytes / piece)) * piece)
    for (let at = 0; at < larger.length; at += piece) this.#pieces.push(larger)
    return start
  }

  #pieceOf(start: number): Buffer {
    return this.#pieces[Math.floor(start / piece)] as Buffer
  }

  #startOf(place: number): number {
    return this.#starts[place] as number
  }

  #lengthOf(place: number): number {
    return this.#lengths[place] as number
  }
}

function grown(numbers: Uint32Array): Uint32Array<ArrayBuffer> {
  const bigger = new Uint32Array(Math.ceil(numbers.length * 1.5))
  bigger.set(numbers)
  return bigger
}
