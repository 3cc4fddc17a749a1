import type { Bucket } from '../bucket/bucket.ts'
import type { HashedFile } from '../local/hash-file.ts'
import { walkFolder } from '../local/walk-folder.ts'
import { lockKey } from '../manifest/lock.ts'
import { type Manifest, manifestKey, parseManifest, UnreadableManifest } from '../manifest/manifest.ts'
import type { Change, Stored, Wanted } from '../plan/change.ts'
import { checkBeforeReading } from '../plan/guards.ts'
import { staleChanges } from '../plan/stale.ts'
import { ownFolder, wantedFrom } from '../rules/wanted.ts'
import type { Settings } from '../settings/settings.ts'
import type { Talk } from '../talk/talk.ts'
import { readAhead } from './read-ahead.ts'

/** What ought to be, what is, and what the last run knows of it. */
export type Site = {
  wanted: Wanted[]
  /** What is to become of objects that no file asks for: deletes, and those that are left alone. */
  stale: Change[]
  stored: Map<string, Stored>
  manifest: Manifest
  /** The manifest's ETag; null when there is none yet. */
  manifestEtag: string | null
  /** Whether another run was on, or had died, while the bucket was listed. */
  sawLock: boolean
  /** Files that have been read already, by key. */
  hashed: Map<string, HashedFile>
}

/**
 * Looks at the folder and at the bucket, at the same time, and reads files that most likely are as they are stored.
 *
 * @throws Refusal when the folder is empty, or too much would be deleted
 */
export async function surveySite(bucket: Bucket, settings: Settings, talk: Talk): Promise<Site> {
  const reader = readAhead(settings.folder)
  try {
    const [wanted, { stored, sawLock }, found] = await Promise.all([
      walkFolder(settings.folder).then((files) => {
        const wanted = wantedFrom(files, settings)
        reader.expect(wanted)
        return wanted
      }),
      listAll(bucket, settings.prefix, (page, count) => {
        talk.progress({ done: 0, total: 1, words: `listing ${bucket.name}: ${count} objects` })
        reader.list(page)
      }),
      bucket.get(manifestKey(settings.prefix)),
    ])
    const stale = staleChanges(stored.values(), new Set(wanted.map(({ key }) => key)), settings)
    checkBeforeReading(wanted, stale, stored.size, settings)
    const manifest = found ? readOrWarn(found.body, talk) : nothing()
    await reader.finish()
    return { wanted, stale, stored, manifest, manifestEtag: found?.etag ?? null, sawLock, hashed: reader.hashed }
  } finally {
    reader.close()
  }
}

const nothing = (): Manifest => ({ entries: new Map(), pending: [] })

/** It only makes a run quicker, and knows of headers and of paths that are still to be invalidated. */
function readOrWarn(body: Buffer, talk: Talk): Manifest {
  try {
    return parseManifest(body)
  } catch (error) {
    if (!(error instanceof UnreadableManifest)) throw error
    talk.warn(`${error.message}; going on without it`)
    return nothing()
  }
}

/** Everything below the prefix, but what the tool keeps for itself. */
export async function listAll(
  bucket: Bucket,
  prefix: string,
  onPage: (page: Stored[], count: number) => void = () => {},
) {
  const stored = new Map<string, Stored>()
  const ours = prefix + ownFolder
  let sawLock = false
  for await (const page of bucket.list(prefix)) {
    for (const object of page) {
      if (!object.key.startsWith(ours)) stored.set(object.key, object)
      else if (object.key === lockKey(prefix)) sawLock = true
    }
    onPage(page, stored.size)
  }
  return { stored, sawLock }
}
