import { byBytes } from '../model/by-bytes.ts'
import type { Change } from '../model/change.ts'
import { Interrupted } from '../model/errors.ts'
import type { Talk } from '../model/reporter.ts'
import type { Settings } from '../model/settings.ts'
import type { Site } from '../snapshot/survey.ts'
import { type Changeset, changesetVersion } from './changeset.ts'
import { decideFile } from './decide-file.ts'
import { bucketFingerprint, folderFingerprint } from './fingerprints.ts'
import { forEach } from './for-each.ts'

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
