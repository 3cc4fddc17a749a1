import type { Stored } from '../model/change.ts'
import { Refusal } from '../model/errors.ts'
import { manifestKey } from '../model/own-keys.ts'
import { bucketFingerprint, storedIn } from '../plan/fingerprints.ts'
import type { Bucket } from '../s3/bucket.ts'
import { listObjects, type Snapshot } from '../snapshot/take-snapshot.ts'

/**
 * Checks that the bucket is still as in the snapshot. Call it with the lock in hand. A run that ended between our listing
 * and our lock has changed the bucket and left another manifest. A run that died while we listed has left none: then the
 * bucket is listed again.
 *
 * @param isTakenOver whether the lock was that of a run that had died
 * @throws Refusal
 */
export async function checkUnchanged(
  bucket: Bucket,
  prefix: string,
  { entries, manifestEtag, sawLock }: Snapshot,
  isTakenOver: boolean,
): Promise<void> {
  const manifest = await bucket.get(manifestKey(prefix))
  let isUnchanged = (manifest?.etag ?? null) === manifestEtag
  if (isUnchanged && (isTakenOver || sawLock)) {
    const now: Stored[] = []
    for await (const objects of listObjects(bucket, prefix)) now.push(...objects)
    isUnchanged = bucketFingerprint(now) === bucketFingerprint(storedIn(entries))
  }
  if (!isUnchanged) throw new Refusal('another run has changed the bucket meanwhile: nothing was done, run again')
}
