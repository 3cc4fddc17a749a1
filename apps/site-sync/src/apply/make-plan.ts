import { byBytes } from '../plan/by-bytes.ts'
import type { Change } from '../plan/change.ts'
import { type Changeset, changesetVersion } from '../plan/changeset.ts'
import { bucketFingerprint, folderFingerprint } from '../plan/fingerprints.ts'
import { Interrupted } from '../refusal.ts'
import type { Settings } from '../settings/settings.ts'
import type { Talk } from '../talk/talk.ts'
import { decideFile } from './decide-file.ts'
import { forEach } from './for-each.ts'
import type { Site } from './survey.ts'

/** Files that are read at a time. */
const reads = 8

/** Reads every file and decides what is to become of every object. Changes nothing. */
export async function makePlan(site: Site, settings: Settings, talk: Talk, signal: AbortSignal): Promise<Changeset> {
  const changes: Change[] = [...site.stale]
  const total = site.wanted.size
  let done = 0
  const isWhole = await forEach(
    site.wanted.values(),
    reads,
    async (wanted) => {
      const { change } = await decideFile(site, settings, wanted, false)
      changes.push(change)
      done += 1
      talk.progress({ done, total, words: `comparing ${done} of ${total} files` })
    },
    signal,
  )
  if (!isWhole) throw new Interrupted('interrupted: nothing was changed')
  changes.sort((a, b) => byBytes(a.path, b.path))
  const { bucket, prefix, distribution } = settings
  const made_against = { bucket: bucketFingerprint(site.stored), folder: folderFingerprint(changes) }
  return { version: changesetVersion, bucket, prefix, distribution, made_against, changes }
}
