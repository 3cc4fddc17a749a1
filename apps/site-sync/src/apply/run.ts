import type { InvalidateOptions } from '../cloudfront/invalidate.ts'
import type { Reporter } from '../model/reporter.ts'
import type { Settings } from '../model/settings.ts'
import type { Bucket } from '../s3/bucket.ts'
import type { Snapshot } from '../snapshot/take-snapshot.ts'
import { checkUnchanged } from './check-unchanged.ts'
import { type Journal, openJournal } from './journal.ts'
import { type Lock, takeLock } from './lock.ts'

/** Has CloudFront forget its copies of paths. */
export type Invalidate = (
  paths: string[],
  options: Pick<InvalidateOptions, 'onProgress' | 'signal'>,
) => Promise<unknown>

/** What all steps of a run that changes the bucket share. */
export type Run = {
  bucket: Bucket
  settings: Settings
  reporter: Reporter
  /** Null without a distribution. */
  invalidate: Invalidate | null
  /** After it, nothing more is begun. */
  signal: AbortSignal
  journal: Journal
  /** Makes this the only run that changes the bucket. Call it before every change; it asks the bucket once. */
  claim(): Promise<void>
  hasClaimed(): boolean
  /** Ends the claim, so that other runs can change the bucket. Throws when another run had taken the lock meanwhile. */
  release(): Promise<void>
}

export type RunParts = Pick<Run, 'bucket' | 'settings' | 'reporter' | 'signal' | 'invalidate'>

export function openRun(parts: RunParts, snapshot: Snapshot): Run {
  const { bucket, settings, reporter } = parts
  const lockLost = new AbortController()
  const journal = openJournal(bucket, settings, snapshot)
  let held: Lock | null = null
  let claimed: Promise<void> | undefined
  async function releaseLock(lock: Lock): Promise<void> {
    await lock.release().catch((error: Error) => reporter.warn(`the lock could not be removed: ${error.message}`))
  }
  async function claim(): Promise<void> {
    const lock = await takeLock(bucket, settings.prefix)
    try {
      await checkUnchanged(bucket, settings.prefix, snapshot, lock.isTakenOver)
      await journal.prepare()
    } catch (error) {
      await releaseLock(lock)
      throw error
    }
    lock.renewing.catch((error: Error) => lockLost.abort(error))
    held = lock
  }
  return {
    ...parts,
    signal: AbortSignal.any([parts.signal, lockLost.signal]),
    journal,
    claim() {
      claimed ??= claim()
      return claimed
    },
    hasClaimed: () => held !== null,
    async release() {
      if (held) await releaseLock(held)
      if (lockLost.signal.aborted) throw lockLost.signal.reason
    },
  }
}
