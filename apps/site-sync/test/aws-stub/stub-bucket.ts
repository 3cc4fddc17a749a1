import { byBytes } from './byte-order.ts'

export type StubObject = {
  /** Null when the stub keeps no bodies. */
  body: Buffer | null
  size: number
  /** Without quotes. */
  etag: string
  /** Headers that it is served with, with names in lower case. Includes `x-amz-meta-*` and `x-amz-website-redirect-location`. */
  headers: Record<string, string>
  modified: Date
}

export type StubPart = { body: Buffer | null; size: number; etag: string }
export type StubUpload = { key: string; headers: Record<string, string>; parts: Map<number, StubPart> }

/** One bucket in memory. Tests may read and change `objects`. */
export class StubBucket {
  readonly objects = new Map<string, StubObject>()
  readonly uploads = new Map<string, StubUpload>()
  #sorted: { keys: string[]; writes: number } = { keys: [], writes: -1 }
  #writes = 0

  put(key: string, object: StubObject): void {
    if (!this.objects.has(key)) this.#writes++
    this.objects.set(key, object)
  }

  delete(key: string): void {
    if (this.objects.delete(key)) this.#writes++
  }

  /** Ordered by bytes. Sorted again only after a key was added or deleted. */
  keys(): string[] {
    if (this.#sorted.writes !== this.#writes || this.#sorted.keys.length !== this.objects.size) {
      this.#sorted = { keys: [...this.objects.keys()].sort(byBytes), writes: this.#writes }
    }
    return this.#sorted.keys
  }
}
