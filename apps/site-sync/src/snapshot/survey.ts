import type { Change, Stored, Wanted } from '../model/change.ts'
import { lockKey, manifestKey, ownFolder } from '../model/own-keys.ts'
import type { Talk } from '../model/reporter.ts'
import type { Settings } from '../model/settings.ts'
import type { PackedMap } from '../packed/packed-map.ts'
import { checkBeforeReading } from '../plan/guards.ts'
import { staleChanges } from '../plan/stale.ts'
import type { Bucket } from '../s3/bucket.ts'
import { type Manifest, parseManifest } from './manifest.ts'
import type { Hashes } from './packed-hashes.ts'
import { readAhead } from './read-ahead.ts'
import { UnreadableManifest } from './read-manifest.ts'
import { packedRemembered } from './remembered-objects.ts'
import { packedStored } from './stored-objects.ts'
import { walkFolder } from './walk-folder.ts'
import { findWanted, type WantedFinder } from './wanted.ts'

/** What ought to be, what is, and what the last run knows of it. */
export type Site = {
  wanted: PackedMap<Wanted>
  /** What is to become of objects that no file asks for: deletes, and those that are left alone. */
  stale: Change[]
  stored: PackedMap<Stored>
  manifest: Manifest
  /** The manifest's ETag; null when there is none yet. */
  manifestEtag: string | null
  /** Whether another run was on, or had died, while the bucket was listed. */
  sawLock: boolean
  /** Files that have been read already. */
  hashed: Hashes
}

/**
 * Looks at the folder and at the bucket, at the same time, and reads files that most likely are as they are stored.
 *
 * @throws Refusal when the folder is empty, or too much would be deleted
 */
export async function surveySite(bucket: Bucket, settings: Settings, talk: Talk): Promise<Site> {
  const stored = packedStored()
  const finder = findWanted(settings)
  const { wanted } = finder
  const reader = readAhead(settings.folder, stored, wanted)
  try {
    const [, { sawLock }, { manifest, manifestEtag }] = await Promise.all([
      findAll(settings.folder, finder, reader.look),
      listAll(bucket, settings.prefix, stored, () => {
        talk.progress({ done: 0, total: 1, words: `listing ${bucket.name}: ${stored.count} objects` })
        reader.look()
      }),
      fetchManifest(bucket, settings.prefix, talk),
    ])
    const stale = staleChanges(stored.values(), wanted, settings)
    checkBeforeReading(wanted.values(), stale, stored.size, settings)
    return { wanted, stale, stored, manifest, manifestEtag, sawLock, hashed: await reader.finish() }
  } finally {
    reader.close()
  }
}

/** Milliseconds for which the folder is looked through before others have their turn: the bucket's answers wait. */
const turn = 5

async function findAll(folder: string, finder: WantedFinder, onTurn: () => void): Promise<void> {
  let began = performance.now()
  for (const files of walkFolder(folder)) {
    finder.add(files)
    if (performance.now() - began < turn) continue
    onTurn()
    await new Promise(setImmediate)
    began = performance.now()
  }
  finder.finish()
}

async function fetchManifest(bucket: Bucket, prefix: string, talk: Talk) {
  const found = await bucket.get(manifestKey(prefix))
  const manifest = found ? await readOrWarn(found.body, talk) : nothing()
  return { manifest, manifestEtag: found?.etag ?? null }
}

const nothing = (): Manifest => ({ entries: packedRemembered(), pending: [] })

/** It only makes a run quicker, and knows of headers and of paths that are still to be invalidated. */
async function readOrWarn(body: Buffer, talk: Talk): Promise<Manifest> {
  try {
    return await parseManifest(body)
  } catch (error) {
    if (!(error instanceof UnreadableManifest)) throw error
    talk.warn(`${error.message}; going on without it`)
    return nothing()
  }
}

/** Fills in everything below the prefix, but what the tool keeps for itself. */
export async function listAll(
  bucket: Bucket,
  prefix: string,
  stored: PackedMap<Stored>,
  onPage: () => void = () => {},
): Promise<{ sawLock: boolean }> {
  const ours = prefix + ownFolder
  let sawLock = false
  for await (const page of bucket.list(prefix)) {
    for (const object of page) {
      if (!object.key.startsWith(ours)) stored.set(object.key, object)
      else if (object.key === lockKey(prefix)) sawLock = true
    }
    onPage()
  }
  return { sawLock }
}
