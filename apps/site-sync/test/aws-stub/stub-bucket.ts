import { byBytes } from './byte-order.ts'

export type StubObject = {
  /** Null where the stub keeps no bodies. */
  body: Buffer | null
  size: number
  /** Without quotes. */
  etag: string
  /** What it is served with: names in small letters, `x-amz-meta-*` and `x-amz-website-redirect-location` among them. */
  headers: Record<string, string>
  modified: Date
}

export type StubPart = { body: Buffer | null; size: number; etag: string }
export type StubUpload = { key: string; headers: Record<string, string>; parts: Map<number, StubPart> }

/** One bucket in memory. `objects` may be read and changed by tests as they like. */
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

  /** Ordered by bytes; sorted again only after keys came or went. */
  keys(): string[] {
    if (this.#sorted.writes !== this.#writes || this.#sorted.keys.length !== this.objects.size) {
      this.#sorted = { keys: [...this.objects.keys()].sort(byBytes), writes: this.#writes }
    }
    return this.#sorted.keys
  }
}
