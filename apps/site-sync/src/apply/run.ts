import type { InvalidateOptions } from '../cloudfront/invalidate.ts'
import type { Talk } from '../model/reporter.ts'
import type { Settings } from '../model/settings.ts'
import type { Bucket } from '../s3/bucket.ts'
import type { Site } from '../snapshot/survey.ts'
import { checkStillSo } from './check-still-so.ts'
import { type Ledger, openLedger } from './journal.ts'
import { type Lock, takeLock } from './lock.ts'

/** Makes CloudFront forget paths. */
export type Invalidate = (
  paths: string[],
  options: Pick<InvalidateOptions, 'onProgress' | 'signal'>,
) => Promise<unknown>

/** What all steps of one run share. */
export type Run = {
  bucket: Bucket
  settings: Settings
  site: Site
  talk: Talk
  /** Null without a distribution. */
  invalidate: Invalidate | null
  /** Says when nothing more is to be begun. */
  signal: AbortSignal
  ledger: Ledger
  /** Makes this the only run that changes the bucket. To be called before every change; asks the bucket once. */
  claim(): Promise<void>
  hasClaimed(): boolean
  /** Lets others run, if this one had claimed it. Throws when it was lost to another run meanwhile. */
  release(): Promise<void>
}

type RunParts = Pick<Run, 'bucket' | 'settings' | 'site' | 'talk' | 'signal' | 'invalidate'>

export function openRun(parts: RunParts): Run {
  const { bucket, settings, site, talk } = parts
  const lost = new AbortController()
  const ledger = openLedger(bucket, settings, site)
  let held: Lock | null = null
  let claimed: Promise<void> | undefined
  const letGo = async (lock: Lock) => {
    await lock.release().catch((error: Error) => talk.warn(`the lock could not be removed: ${error.message}`))
  }
  const claim = async () => {
    const lock = await takeLock(bucket, settings.prefix)
    try {
      await checkStillSo(bucket, settings.prefix, site, lock.isTakenOver)
      await ledger.prepare()
    } catch (error) {
      await letGo(lock)
      throw error
    }
    lock.renewing.catch((error: Error) => lost.abort(error))
    held = lock
  }
  return {
    ...parts,
    signal: AbortSignal.any([parts.signal, lost.signal]),
    ledger,
    claim() {
      claimed ??= claim()
      return claimed
    },
    hasClaimed: () => held !== null,
    async release() {
      if (held) await letGo(held)
      if (lost.signal.aborted) throw lost.signal.reason
    },
  }
}
