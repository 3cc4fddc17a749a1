import type { Remembered } from '../model/change.ts'
import { Refusal } from '../model/errors.ts'
import type { Decision } from '../plan/decide-file.ts'
import type { Bucket } from '../s3/bucket.ts'
import { readHashed } from '../snapshot/hash-file.ts'
import { md5OfNothing } from '../snapshot/md5.ts'
import { pack } from '../snapshot/pack.ts'
import { pathIn } from '../snapshot/path-in.ts'

/** Bytes from which on an object is uploaded in parts. */
const minBytesForParts = 16 * 1024 * 1024

/**
 * Creates or updates an object, or gives it other headers.
 *
 * @returns what to remember of the object
 * @throws Refusal when the file is no longer the one of the decision
 */
export async function writeObject(bucket: Bucket, folder: string, decision: Decision): Promise<Remembered> {
  const { entry, change } = decision
  const { path, action, md5 = '', size = 0, headers = {}, encoding = null } = change
  const remember = (etag: string): Remembered => ({ etag: etag === md5 ? md5 : etag, md5, encoding, headers })
  if (action === 'headers') return remember(await bucket.replaceHeaders(path, headers, entry.stored?.etag ?? ''))
  // A redirect has no file, and an empty file needs no reading.
  if (md5 === md5OfNothing && !encoding) return remember(await bucket.put(path, Buffer.alloc(0), headers))
  const file = pathIn(folder, change.file ?? path)
  if (!encoding && size >= minBytesForParts) {
    if (!decision.isFresh) await readAsDecided(file, decision, false)
    return remember(await bucket.putFile(path, file, size, headers))
  }
  const bytes = decision.body ?? (await readAsDecided(file, decision, true))
  if (encoding) return remember(await bucket.put(path, await pack(bytes, encoding), headers))
  return remember(await bucket.put(path, bytes, headers, { md5 }))
}

async function readAsDecided(file: string, { change }: Decision, keepsBody: boolean): Promise<Buffer> {
  const read = await readHashed(file, { keep: keepsBody })
  if (read.md5 !== change.md5) throw new Refusal(`${file} has changed since the plan was made: plan again`)
  return read.body ?? Buffer.alloc(0)
}
