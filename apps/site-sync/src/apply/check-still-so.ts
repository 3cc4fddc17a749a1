import { Refusal } from '../model/errors.ts'
import { manifestKey } from '../model/own-keys.ts'
import { bucketFingerprint } from '../plan/fingerprints.ts'
import type { Bucket } from '../s3/bucket.ts'
import { packedStored } from '../snapshot/stored-objects.ts'
import { listAll, type Site } from '../snapshot/survey.ts'

/**
 * Called with the lock in hand. A run that ended between our listing and our lock has changed what was listed, and has
 * left another manifest. One that was on while we listed, and died, has left none: then the listing is asked for again.
 *
 * @param isTakenOver whether the lock was that of a run that had died
 * @throws Refusal
 */
export async function checkStillSo(bucket: Bucket, prefix: string, site: Site, isTakenOver: boolean): Promise<void> {
  const manifest = await bucket.get(manifestKey(prefix))
  let isSo = (manifest?.etag ?? null) === site.manifestEtag
  if (isSo && (isTakenOver || site.sawLock)) {
    const stored = packedStored()
    await listAll(bucket, prefix, stored)
    isSo = bucketFingerprint(stored) === bucketFingerprint(site.stored)
  }
  if (!isSo) throw new Refusal('another run has changed the bucket meanwhile: nothing was done, run again')
}
