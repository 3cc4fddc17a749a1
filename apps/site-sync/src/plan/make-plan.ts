import { byBytes } from '../model/by-bytes.ts'
import { Interrupted } from '../model/errors.ts'
import type { Reporter } from '../model/reporter.ts'
import type { Settings } from '../model/settings.ts'
import type { Snapshot } from '../snapshot/take-snapshot.ts'
import { type Changeset, changesetVersion } from './changeset.ts'
import { type Decision, decideFile } from './decide-file.ts'
import { bucketFingerprint, folderFingerprint, storedIn } from './fingerprints.ts'
import { forEach } from './for-each.ts'

/** Files that are read at a time. */
const maxReads = 8

/** A plan, and the decisions that it is made of, in the order of their keys. */
export type Plan = { changeset: Changeset; decisions: Decision[] }

type Inputs = { settings: Settings; reporter: Reporter; signal: AbortSignal }

/**
 * Reads every file and decides about every object. Changes nothing.
 *
 * @param stale decisions about objects that no file asks for
 * @throws Refusal when a file is gone, may not be read, or changes while it is read
 * @throws Interrupted after the signal
 */
export async function makePlan(snapshot: Snapshot, stale: Decision[], inputs: Inputs): Promise<Plan> {
  const { settings, reporter, signal } = inputs
  const decisions = [...stale]
  const total = snapshot.wantedCount
  let done = 0
  const isWhole = await forEach(
    snapshot.entries,
    maxReads,
    async (entry) => {
      const { wanted } = entry
      if (!wanted) return
      const { change } = await decideFile(entry, wanted, settings, false)
      decisions.push({ entry, change, isFresh: false })
      done += 1
      reporter.progress({ done, total, words: `comparing ${done} of ${total} files` })
    },
    signal,
  )
  if (!isWhole) throw new Interrupted('interrupted: nothing was changed')
  decisions.sort((a, b) => byBytes(a.change.path, b.change.path))
  return { decisions, changeset: changesetOf(decisions, snapshot, settings) }
}

function changesetOf(decisions: Decision[], { entries }: Snapshot, settings: Settings): Changeset {
  const { bucket, prefix, distribution } = settings
  const changes = decisions.map(({ change }) => change)
  const made_against = { bucket: bucketFingerprint(storedIn(entries)), folder: folderFingerprint(changes) }
  return { version: changesetVersion, bucket, prefix, distribution, made_against, changes }
}
