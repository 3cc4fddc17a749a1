import type { Stored } from '../model/change.ts'
import { lockKey, manifestKey, ownFolder } from '../model/own-keys.ts'
import type { Reporter } from '../model/reporter.ts'
import type { Settings } from '../model/settings.ts'
import type { Selection } from '../rules/selection.ts'
import type { Bucket } from '../s3/bucket.ts'
import { EntryList } from './entry-list.ts'
import { createHeadersTable, type HeadersTable } from './headers-table.ts'
import { parseManifest } from './manifest.ts'
import { mergeJoin, type RememberedRow } from './merge-join.ts'
import type { ReadAhead } from './read-ahead.ts'
import { UnreadableManifest } from './read-manifest.ts'
import { type LocalFile, walkFolder } from './walk-folder.ts'
import { wantedObjects } from './wanted.ts'

/** Folder, bucket and manifest as they were at the start of a run. */
export type Snapshot = {
  /** In the order of the bytes of their keys. */
  entries: EntryList
  /** Files and redirects. */
  wantedCount: number
  /** Objects below the prefix, without those that site-sync keeps for itself. */
  storedCount: number
  /** Keys that an earlier run changed and did not invalidate. */
  pending: string[]
  /** Null when there is no manifest. */
  manifestEtag: string | null
  /** Whether the listing showed a lock: another run was on, or had died. */
  sawLock: boolean
}

type Inputs = { bucket: Bucket; settings: Settings; selection: Selection; reporter: Reporter; readAhead: ReadAhead }

/**
 * Walks the folder, lists the bucket and reads the manifest, all at the same time, and joins them by key.
 *
 * @throws Refusal when the folder holds what S3 cannot hold
 * @throws BucketError
 */
export async function takeSnapshot({ bucket, settings, selection, reporter, readAhead }: Inputs): Promise<Snapshot> {
  const { folder, prefix } = settings
  const table = createHeadersTable()
  const entries = new EntryList(table)
  const listing = { count: 0, sawLock: false }
  const manifest = startReadingManifest(bucket, prefix, table)
  let wantedCount = 0
  const joined = mergeJoin({
    wanted: wantedObjects(walkInTurns(folder, selection), settings, selection, table),
    stored: listObjects(bucket, prefix, listing),
    remembered: manifest.rows(),
  })
  for await (const some of joined) {
    for (const { wanted } of some) if (wanted) wantedCount += 1
    readAhead.add(entries.add(some))
    reporter.progress({ done: 0, total: 1, words: `listing ${bucket.name}: ${listing.count} objects` })
  }
  if (manifest.fault) {
    entries.forgetRemembered()
    reporter.warn(`${manifest.fault.message}; going on without it`)
  }
  const { pending, etag: manifestEtag } = manifest
  return { entries, wantedCount, storedCount: listing.count, pending, manifestEtag, sawLock: listing.sawLock }
}

/** Milliseconds for which the folder is walked before answers of the bucket are handled. */
const maxWalkMs = 5

async function* walkInTurns(folder: string, selection: Selection): AsyncGenerator<LocalFile[]> {
  let beganMs = performance.now()
  for (const files of walkFolder(folder, selection)) {
    yield files
    if (performance.now() - beganMs < maxWalkMs) continue
    await new Promise(setImmediate)
    beganMs = performance.now()
  }
}

/** The objects below the prefix without those that site-sync keeps for itself. Fills in what it sees. */
export async function* listObjects(
  bucket: Bucket,
  prefix: string,
  seen: { count: number; sawLock: boolean } = { count: 0, sawLock: false },
): AsyncGenerator<Stored[]> {
  for await (const page of bucket.list(prefix)) {
    const objects = page.filter(({ key }) => !key.startsWith(prefix + ownFolder))
    seen.sawLock ||= page.some(({ key }) => key === lockKey(prefix))
    seen.count += objects.length
    yield objects
  }
}

/** Asks for the manifest at once. What it says is known when `rows` has ended. */
function startReadingManifest(bucket: Bucket, prefix: string, table: HeadersTable) {
  const fetching = bucket.get(manifestKey(prefix))
  // `rows` awaits it. Until then a failure must not end the process.
  fetching.catch(() => {})
  const manifest = {
    etag: null as string | null,
    pending: [] as string[],
    /** When it is set, all rows count for nothing. */
    fault: null as UnreadableManifest | null,
    async *rows(): AsyncGenerator<RememberedRow[]> {
      const found = await fetching
      if (!found) return
      manifest.etag = found.etag
      try {
        manifest.pending = yield* parseManifest(found.body, table)
      } catch (error) {
        if (!(error instanceof UnreadableManifest)) throw error
        manifest.fault = error
      }
    },
  }
  return manifest
}
