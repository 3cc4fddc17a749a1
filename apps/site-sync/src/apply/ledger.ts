import type { Bucket } from '../bucket/bucket.ts'
import { encodeManifest, manifestKey } from '../manifest/manifest.ts'
import type { Remembered } from '../plan/change.ts'
import type { Site } from './survey.ts'

/** Milliseconds between two savings of what has been done so far. */
const checkpoint = 20_000

/**
 * What is known of the bucket after every step, for the next run: also for one that follows a run that was cut off. It
 * keeps which paths CloudFront may still hold from before, until they are invalidated.
 */
export type Ledger = {
  /** Paths that changed and are not invalidated yet. */
  readonly pending: Set<string>
  wrote(key: string, remembered: Remembered): void
  deleted(keys: string[]): void
  /** Nothing is pending any more. */
  settled(): void
  /** Saves now and then. */
  checkpoint(): Promise<void>
  /** Saves, unless what is saved already says the same. */
  save(): Promise<void>
}

export function openLedger(bucket: Bucket, prefix: string, site: Site): Ledger {
  const { stored, manifest } = site
  // Whoever else wrote or deleted since is believed, not the memory. What an unfinished run deleted was not invalidated.
  const entries = new Map([...manifest.entries].filter(([key, { etag }]) => stored.get(key)?.etag === etag))
  const vanished = [...manifest.entries.keys()].filter((key) => !stored.has(key))
  const pending = new Set([...manifest.pending, ...vanished])
  let etag = site.manifestEtag
  let isSaved = entries.size === manifest.entries.size && pending.size === manifest.pending.length
  let savedAt = Date.now()
  let saving: Promise<void> | undefined

  const write = async () => {
    isSaved = true
    const body = encodeManifest({ entries, pending: [...pending].sort() })
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip', 'cache-control': 'no-store' }
    etag = await bucket.put(manifestKey(prefix), body, headers, { ifMatch: etag })
    savedAt = Date.now()
  }
  // One after the other: each goes by the ETag that the one before it left.
  const save = async (): Promise<void> => {
    await saving
    if (isSaved) return
    saving = write()
    await saving
  }
  return {
    pending,
    wrote(key, remembered) {
      entries.set(key, remembered)
      isSaved = false
    },
    deleted(keys) {
      for (const key of keys) entries.delete(key)
      isSaved = false
    },
    settled() {
      if (pending.size > 0) isSaved = false
      pending.clear()
    },
    async checkpoint() {
      if (Date.now() - savedAt < checkpoint || isSaved) return
      savedAt = Date.now()
      await save()
    },
    save,
  }
}
