import type { Remembered, Stored } from '../model/change.ts'
import { Refusal } from '../model/errors.ts'
import type { Decided } from '../plan/decide-file.ts'
import type { Bucket } from '../s3/bucket.ts'
import { readHashed } from '../snapshot/hash-file.ts'
import { md5OfNothing } from '../snapshot/md5.ts'
import { pack } from '../snapshot/pack.ts'
import { pathIn } from '../snapshot/path-in.ts'

/** Bytes from which on an object is written part by part. */
const large = 16 * 1024 * 1024

/**
 * Does what was decided: creates, updates or gives headers.
 *
 * @returns what to remember of the object
 * @throws Refusal when the file is no longer what was decided about
 */
export async function writeObject(
  bucket: Bucket,
  folder: string,
  decided: Decided,
  stored: Stored | undefined,
): Promise<Remembered> {
  const { path, action, md5 = '', size = 0, headers = {}, encoding = null } = decided.change
  const remember = (etag: string): Remembered => ({ etag, md5, encoding, headers })
  if (action === 'headers') return remember(await bucket.replaceHeaders(path, headers, stored?.etag ?? ''))
  // A redirect, which has no file, or a file that has nothing in it.
  if (md5 === md5OfNothing && !encoding) return remember(await bucket.put(path, Buffer.alloc(0), headers))
  const file = pathIn(folder, decided.change.file ?? path)
  if (!encoding && size >= large) {
    if (!decided.isFresh) await readAsDecided(file, decided, false)
    return remember(await bucket.putFile(path, file, size, headers))
  }
  const bytes = decided.body ?? (await readAsDecided(file, decided, true))
  if (encoding) return remember(await bucket.put(path, await pack(bytes, encoding), headers))
  return remember(await bucket.put(path, bytes, headers, { md5 }))
}

async function readAsDecided(file: string, { change }: Decided, keep: boolean): Promise<Buffer> {
  const read = await readHashed(file, { keep })
  if (read.md5 !== change.md5) throw new Refusal(`${file} has changed since the plan was made: plan again`)
  return read.body ?? Buffer.alloc(0)
}
