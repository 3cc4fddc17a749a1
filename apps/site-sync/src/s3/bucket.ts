import type { Headers, Stored } from '../model/change.ts'

/** Only if what stands there has this ETag; null: only if nothing stands there. */
export type Condition = { ifMatch?: string | null }

/**
 * One bucket of S3, or of a server that speaks like it. Everything that can be tried again is, with pauses; what still
 * fails throws `BucketError`.
 */
export type Bucket = {
  readonly name: string
  /** Pages of at most 1,000 objects, ordered by the bytes of their keys. */
  list(prefix: string): AsyncIterable<Stored[]>
  /** The bytes and the ETag, or null when there is none. */
  get(key: string): Promise<{ body: Buffer; etag: string } | null>
  /**
   * Writes an object at once. The bytes that arrived are held against those that were sent, by the ETag of the reply.
   *
   * @param md5 of the body, in hex, where it is known already
   * @returns the ETag, without quotes
   * @throws ConditionFailed when there was a condition and it did not hold
   */
  put(key: string, body: Buffer, headers: Headers, more?: Condition & { md5?: string }): Promise<string>
  /** Writes a large object part by part, from a file of `size` bytes. */
  putFile(key: string, file: string, size: number, headers: Headers): Promise<string>
  /** Gives an object other headers and leaves its bytes, if its ETag is still this. Gives the new ETag. */
  replaceHeaders(key: string, headers: Headers, etag: string): Promise<string>
  /** Deletes at most 1,000. Throws naming those that could not be deleted. */
  delete(keys: string[]): Promise<void>
  /** Requests made so far, by operation as S3 calls them. */
  readonly requests: ReadonlyMap<string, number>
  close(): void
}

/** S3 said no, or said nothing. `code` is as S3 names it. */
export class BucketError extends Error {
  readonly code: string
  readonly status: number
  /** After more than one, an earlier try may have been carried out, and only its reply lost. */
  tries = 1
  constructor(code: string, status: number, message: string) {
    super(message)
    this.code = code
    this.status = status
  }
}

/** Somebody else was there first. */
export class ConditionFailed extends BucketError {}
