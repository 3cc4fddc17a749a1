import type { Remembered, Stored, Wanted } from './change.ts'

/** What folder, bucket and manifest say of a key. */
export type KnownOfKey = {
  readonly key: string
  /** Null when no file and no redirect asks for the key. */
  readonly wanted: Wanted | null
  /** Null when the bucket has no such object. */
  readonly stored: Stored | null
  /** From the manifest of the last run, whether or not it is still true. */
  readonly remembered: Remembered | null
}

/**
 * One key of the site with all that is known of it. A run has one entry for each key, in the order of their bytes. Reading a
 * property may make a new object: read it once.
 */
export type Entry = KnownOfKey & {
  /** MD5 of the file's bytes, in hex; null as long as the file has not been read. */
  readonly md5: string | null
  setMd5(md5: string): void
  /** What this run did with the object; null as long as it did nothing. */
  readonly outcome: Remembered | 'deleted' | null
  setOutcome(outcome: Remembered | 'deleted'): void
}

/** What the last run knows of the object, unless somebody else has written or deleted it since. */
export function stillTrue({ stored, remembered }: Pick<Entry, 'stored' | 'remembered'>): Remembered | null {
  return stored && remembered && stored.etag === remembered.etag ? remembered : null
}
