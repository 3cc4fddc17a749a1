import { PackedRows } from './packed-rows.ts'
import { PackedTexts } from './packed-texts.ts'

/** How values become rows of so many bytes, and values again. */
export type Rows<V> = {
  readonly width: number
  write(row: Buffer, at: number, value: V): void
  read(row: Buffer, at: number, key: string): V
}

/** Bytes of most keys in UTF-8, at most: those of S3 have 1,024. */
const usual = 4096

/**
 * A map for a hundred thousand values, ordered by the bytes of their keys as S3 orders them. It holds bytes and no objects,
 * so that the engine has nothing to look after: a value is made anew whenever it is asked for.
 *
 * Quickest when keys are set, and asked for, in their order. Of values that are set for the same key the last counts.
 */
export class PackedMap<V> implements Iterable<[string, V]> {
  readonly #shape: Rows<V>
  readonly #keys = new PackedTexts()
  readonly #asked = Buffer.allocUnsafeSlow(usual)
  readonly #rows: PackedRows
  /** Places of the keys by their order; null as long as they came in order. */
  #order: Uint32Array | null = null
  #isOrdered = true
  #repeats = 0
  /** Where in the order the last key was found that was asked for: the next one is often beside it. */
  #finger = 0

  constructor(shape: Rows<V>) {
    this.#shape = shape
    this.#rows = new PackedRows(shape.width)
  }

  get size(): number {
    this.#arrange()
    return this.#keys.length - this.#repeats
  }

  set(key: string, value: V): this {
    const place = this.#keys.add(key)
    this.#shape.write(this.#rows.pieceOf(place), this.#rows.at(place), value)
    if (place > 0 && this.#isOrdered && this.#keys.compareTwo(place - 1, place) >= 0) this.#isOrdered = false
    return this
  }

  get(key: string): V | undefined {
    const at = this.#find(key)
    return at < 0 ? undefined : this.#read(this.#placeOf(at), key)
  }

  has(key: string): boolean {
    return this.#find(key) >= 0
  }

  /** The number of a key among those that were set, from 0, which stays; -1 when it is not there. */
  numberOf(key: string): number {
    const at = this.#find(key)
    return at < 0 ? -1 : this.#placeOf(at)
  }

  /** Whether all keys came in their order so far, and beyond this one: then it is there, or will not be. */
  hasPassed(key: string): boolean {
    const { length } = this.#keys
    return this.#isOrdered && length > 0 && this.#keys.compare(length - 1, Buffer.from(key)) >= 0
  }

  /** How often a key was set, whether or not it had been before. */
  get count(): number {
    return this.#keys.length
  }

  /** The entry of such a number. */
  numbered(number: number): [string, V] {
    const key = this.#keys.at(number)
    return [key, this.#read(number, key)]
  }

  *[Symbol.iterator](): Generator<[string, V]> {
    for (const number of this.numbers()) yield this.numbered(number)
  }

  *values(): Generator<V> {
    for (const [, value] of this) yield value
  }

  /** The numbers of all keys, in their order. */
  *numbers(): Generator<number> {
    this.#arrange()
    for (let at = 0; at < this.#keys.length; at++) if (!this.#isRepeated(at)) yield this.#placeOf(at)
  }

  /** Values that were set for the same key, one after the other as they came. */
  *repeated(): Generator<[V, V]> {
    this.#arrange()
    if (this.#repeats === 0) return
    for (let at = 0; at < this.#keys.length; at++) {
      if (this.#isRepeated(at)) yield [this.numbered(this.#placeOf(at))[1], this.numbered(this.#placeOf(at + 1))[1]]
    }
  }

  #read(place: number, key: string): V {
    return this.#shape.read(this.#rows.pieceOf(place), this.#rows.at(place), key)
  }

  #placeOf(at: number): number {
    return this.#order ? (this.#order[at] as number) : at
  }

  /** Whether what stands next in the order is for the same key, and counts in its stead. */
  #isRepeated(at: number): boolean {
    if (this.#repeats === 0 || at + 1 >= this.#keys.length) return false
    return this.#keys.compareTwo(this.#placeOf(at), this.#placeOf(at + 1)) === 0
  }

  #arrange(): void {
    if (this.#isOrdered || this.#order?.length === this.#keys.length) return
    const keys = this.#keys
    const order = Uint32Array.from({ length: keys.length }, (_, place) => place)
    this.#order = order.sort((a, b) => keys.compareTwo(a, b) || a - b)
    this.#repeats = 0
    for (let at = 1; at < order.length; at++) {
      if (keys.compareTwo(this.#placeOf(at - 1), this.#placeOf(at)) === 0) this.#repeats += 1
    }
  }

  /** Where in the order a key stands last, or -1. */
  #find(key: string): number {
    this.#arrange()
    const asked = key.length * 3 > usual ? Buffer.from(key) : this.#asked
    const length = asked === this.#asked ? asked.write(key) : asked.length
    let low = 0
    let high = this.#keys.length - 1
    // First where it is when keys are asked for in their order.
    for (let at = Math.min(this.#finger + 1, high); low <= high; at = (low + high) >> 1) {
      const difference = this.#keys.compare(this.#placeOf(at), asked, length)
      if (difference === 0) return this.#last(at)
      if (difference > 0) high = at - 1
      else low = at + 1
    }
    // Whoever asks for the next key asks beside where this one would stand.
    this.#finger = Math.max(0, high)
    return -1
  }

  #last(at: number): number {
    let last = at
    while (this.#isRepeated(last)) last += 1
    this.#finger = last
    return last
  }
}
