import type { Bucket } from '../bucket/bucket.ts'
import { type Lock, takeLock } from '../manifest/lock.ts'
import { manifestKey } from '../manifest/manifest.ts'
import { Refusal } from '../refusal.ts'
import type { Settings } from '../settings/settings.ts'
import type { Talk } from '../talk/talk.ts'
import { type Ledger, openLedger } from './ledger.ts'
import type { Site } from './survey.ts'

/** What all steps of one run share. */
export type Run = {
  bucket: Bucket
  settings: Settings
  site: Site
  talk: Talk
  /** Says when nothing more is to be begun. */
  signal: AbortSignal
  ledger: Ledger
  /** Makes this the only run that changes the bucket. To be called before every change; asks the bucket once. */
  claim(): Promise<void>
  /** Lets others run, if this one had claimed it. Throws when it was lost to another run meanwhile. */
  release(): Promise<void>
}

type RunParts = Pick<Run, 'bucket' | 'settings' | 'site' | 'talk' | 'signal'>

export function openRun(parts: RunParts): Run {
  const { bucket, settings, site, talk } = parts
  const lost = new AbortController()
  let claimed: Promise<Lock> | undefined
  const claim = async () => {
    const lock = await claimSite(bucket, settings.prefix, site)
    lock.renewing.catch((error: Error) => lost.abort(error))
    return lock
  }
  return {
    ...parts,
    signal: AbortSignal.any([parts.signal, lost.signal]),
    ledger: openLedger(bucket, settings.prefix, site),
    async claim() {
      claimed ??= claim()
      await claimed
    },
    async release() {
      const lock = await claimed?.catch(() => undefined)
      await lock?.release().catch((error: Error) => talk.warn(`the lock could not be removed: ${error.message}`))
      if (lost.signal.aborted) throw lost.signal.reason
    },
  }
}

/** A run that ended between our listing and our lock has changed what was listed. */
async function claimSite(bucket: Bucket, prefix: string, site: Site): Promise<Lock> {
  const lock = await takeLock(bucket, prefix)
  const now = await bucket.get(manifestKey(prefix))
  if ((now?.etag ?? null) === site.manifestEtag) return lock
  await lock.release()
  throw new Refusal('another run has changed the bucket meanwhile: nothing was done, run again')
}
