import type { Action, Headers, Remembered } from '../model/change.ts'
import { manifestKey } from '../model/own-keys.ts'
import type { Settings } from '../model/settings.ts'
import type { Bucket } from '../s3/bucket.ts'
import { encodeManifest } from '../snapshot/manifest.ts'
import { packedRemembered } from '../snapshot/remembered-objects.ts'
import type { Site } from '../snapshot/survey.ts'
import { knownObjects } from './known-objects.ts'
import { foreseenRisks, type Risks } from './risks.ts'

/** Milliseconds between two savings of what has been done so far. */
const checkpoint = 20_000

/**
 * What is known of the bucket after every step, for the next run: also for one that follows a run that was cut off. It
 * keeps which paths CloudFront may still hold from before, until they are invalidated.
 */
export type Ledger = {
  /** Paths that changed and are not invalidated yet. */
  readonly pending: ReadonlySet<string>
  /** To be called before the first change: saves what a run that was cut off would not find out by looking. */
  prepare(): Promise<void>
  /** Before a change, since nobody may come back to say what became of it. */
  begins(key: string, action: Action): void
  wrote(key: string, remembered: Remembered): void
  deleted(keys: string[]): void
  /** Nothing is pending any more. */
  settled(): void
  /** Saves now and then. */
  checkpoint(): Promise<void>
  /** Saves at the end, unless what is saved already says the same. */
  save(): Promise<void>
}

type LedgerSettings = Pick<Settings, 'prefix' | 'adopt' | 'invalidateCreated'>

export function openLedger(bucket: Bucket, settings: LedgerSettings, site: Site): Ledger {
  const { stored, manifest } = site
  // Whoever else wrote or deleted since is believed, not the memory. What an unfinished run did was not invalidated.
  const isTrue = ([key, { etag }]: [string, Remembered]) => stored.get(key)?.etag === etag
  const others: string[] = []
  for (const entry of manifest.entries) if (!isTrue(entry)) others.push(entry[0])
  const pending = new Set([...manifest.pending, ...others])
  const written = packedRemembered()
  const gone = new Set<string>()
  const entries = knownObjects(manifest.entries, written, (entry) => isTrue(entry) && !gone.has(entry[0]))
  let risks: Risks = { headers: new Set(), pending: new Set() }
  /** Begun, and not known to be done. */
  const open = new Set<string>()
  let etag = site.manifestEtag
  let isSaved = others.length === 0 && pending.size === manifest.pending.length
  let savedAt = Date.now()
  let saving = Promise.resolve()

  const write = async (isLast: boolean) => {
    if (isSaved) return
    isSaved = isLast || (risks.headers.size === 0 && risks.pending.size === 0)
    const told = {
      entries: withoutHeaders(entries, isLast ? open : risks.headers),
      pending: isLast ? [...pending] : [...pending, ...risks.pending],
    }
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip', 'cache-control': 'no-store' }
    try {
      etag = await bucket.put(manifestKey(settings.prefix), encodeManifest(told), headers, { ifMatch: etag })
      savedAt = Date.now()
    } catch (error) {
      isSaved = false
      throw error
    }
  }
  // One after the other: each goes by the ETag that the one before it left.
  const save = (isLast: boolean): Promise<void> => {
    saving = saving.catch(() => {}).then(() => write(isLast))
    return saving
  }
  return {
    pending,
    async prepare() {
      risks = foreseenRisks(site, settings)
      if (risks.headers.size > 0 || risks.pending.size > 0) isSaved = false
      // What others changed, too: changed back, it would look as if nothing had ever happened.
      await save(false)
    },
    begins(key, action) {
      open.add(key)
      if (action === 'create' && !settings.invalidateCreated) return
      pending.add(key)
      isSaved = false
    },
    wrote(key, remembered) {
      written.set(key, remembered)
      open.delete(key)
      risks.headers.delete(key)
      isSaved = false
    },
    deleted(keys) {
      for (const key of keys) {
        gone.add(key)
        open.delete(key)
      }
      isSaved = false
    },
    settled() {
      if (pending.size > 0) isSaved = false
      pending.clear()
    },
    async checkpoint() {
      if (Date.now() - savedAt < checkpoint || isSaved) return
      savedAt = Date.now()
      await save(false)
    },
    save: () => save(true),
  }
}

type Entries = Iterable<[string, Remembered]>

/** What no rule gives: a type is among all that they give. */
const unknown: Headers = {}

/** Some with headers that are not known, which no rule gives: so that they are given again. */
function withoutHeaders(entries: Entries, keys: ReadonlySet<string>): Entries {
  function* all(): Iterator<[string, Remembered]> {
    for (const [key, entry] of entries) yield [key, keys.has(key) ? { ...entry, headers: unknown } : entry]
  }
  return keys.size === 0 ? entries : { [Symbol.iterator]: all }
}
