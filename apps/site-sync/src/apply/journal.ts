import type { Action, Headers, Remembered } from '../model/change.ts'
import { type Entry, stillTrue } from '../model/entry.ts'
import { manifestKey } from '../model/own-keys.ts'
import type { Settings } from '../model/settings.ts'
import type { Bucket } from '../s3/bucket.ts'
import { encodeManifest } from '../snapshot/manifest.ts'
import type { Snapshot } from '../snapshot/take-snapshot.ts'
import { foreseeRisks, type Risks } from './risks.ts'

/** Milliseconds between two saves during a run. */
const saveIntervalMs = 20_000

/**
 * What is known of the bucket after every step. It is saved as the manifest for the next run, which may follow a run that
 * was cut off. It keeps the keys of which CloudFront may still hold an old copy, until they are invalidated.
 */
export type Journal = {
  /** Keys that changed and are not invalidated yet. */
  readonly pending: ReadonlySet<string>
  /** Saves what the next run could not find out if this one were cut off. Call it before the first change. */
  prepare(): Promise<void>
  /** Call it before a change: a run that is cut off never says what became of it. */
  begins(entry: Entry, action: Action): void
  wrote(entry: Entry, remembered: Remembered): void
  deleted(entries: Entry[]): void
  /** Call it when all pending keys are invalidated. */
  settled(): void
  /** Saves, if the last save is long ago. */
  checkpoint(): Promise<void>
  /** Saves at the end of a run, unless the saved manifest already says the same. */
  save(): Promise<void>
}

type JournalSettings = Pick<Settings, 'prefix' | 'adopt' | 'invalidateCreated'>

export function openJournal(bucket: Bucket, settings: JournalSettings, snapshot: Snapshot): Journal {
  const { entries } = snapshot
  // Somebody else wrote or deleted these objects since, and may not have invalidated them.
  const changedByOthers: string[] = []
  for (const { key, stored, remembered } of entries) {
    if (remembered && !stillTrue({ stored, remembered })) changedByOthers.push(key)
  }
  const pending = new Set([...snapshot.pending, ...changedByOthers])
  let risks: Risks = { headers: new Set(), pending: new Set() }
  /** Keys of changes that have begun and may or may not be done. */
  const unfinished = new Set<string>()
  let etag = snapshot.manifestEtag
  let isSaved = changedByOthers.length === 0 && pending.size === snapshot.pending.length
  let savedAtMs = Date.now()
  let saving = Promise.resolve()

  async function write(isLast: boolean): Promise<void> {
    if (isSaved) return
    isSaved = isLast || (risks.headers.size === 0 && risks.pending.size === 0)
    const content = {
      entries: rememberedIn(entries, isLast ? unfinished : risks.headers),
      pending: isLast ? [...pending] : [...pending, ...risks.pending],
    }
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip', 'cache-control': 'no-store' }
    try {
      etag = await bucket.put(manifestKey(settings.prefix), encodeManifest(content), headers, { ifMatch: etag })
      savedAtMs = Date.now()
    } catch (error) {
      isSaved = false
      throw error
    }
  }

  /** Saves one after the other: each save is conditional on the ETag of the save before it. */
  function save(isLast: boolean): Promise<void> {
    saving = saving.catch(() => {}).then(() => write(isLast))
    return saving
  }

  return {
    pending,
    async prepare() {
      risks = foreseeRisks(entries, settings)
      if (risks.headers.size > 0 || risks.pending.size > 0) isSaved = false
      // What others changed is saved too: if they change it back, a later run could not see that it had ever changed.
      await save(false)
    },
    begins({ key }, action) {
      unfinished.add(key)
      if (action === 'create' && !settings.invalidateCreated) return
      pending.add(key)
      isSaved = false
    },
    wrote(entry, remembered) {
      const { key } = entry
      entry.setOutcome(remembered)
      unfinished.delete(key)
      risks.headers.delete(key)
      isSaved = false
    },
    deleted(gone) {
      for (const entry of gone) {
        entry.setOutcome('deleted')
        unfinished.delete(entry.key)
      }
      isSaved = false
    },
    settled() {
      if (pending.size > 0) isSaved = false
      pending.clear()
    },
    async checkpoint() {
      if (Date.now() - savedAtMs < saveIntervalMs || isSaved) return
      savedAtMs = Date.now()
      await save(false)
    },
    save: () => save(true),
  }
}

/** No rule gives these headers, as every rule gives a type: so the next run gives the object its headers again. */
const unknownHeaders: Headers = {}

/** What is known of each object: what this run did with it, or else what the last run knew. */
function* rememberedIn(
  entries: Iterable<Entry>,
  withUnknownHeaders: ReadonlySet<string>,
): Generator<[string, Remembered]> {
  for (const entry of entries) {
    const known = entry.outcome ?? stillTrue(entry)
    if (known === null || known === 'deleted') continue
    const { key } = entry
    yield [key, withUnknownHeaders.has(key) ? { ...known, headers: unknownHeaders } : known]
  }
}
