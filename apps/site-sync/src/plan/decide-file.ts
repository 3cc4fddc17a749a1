import { createReadStream } from 'node:fs'
import type { Change, Stored, Wanted } from '../model/change.ts'
import type { Settings } from '../model/settings.ts'
import { type HashedFile, readHashed } from '../snapshot/hash-file.ts'
import { md5Of, md5OfNothing } from '../snapshot/md5.ts'
import { pack } from '../snapshot/pack.ts'
import { pathIn } from '../snapshot/path-in.ts'
import type { Site } from '../snapshot/survey.ts'
import { decide, stillTrue } from './decide.ts'
import { isSameBytes } from './possible-etags.ts'

/** What is to become of an object. */
export type Decided = {
  change: Change
  /** The bytes of its file, if they were kept. */
  body?: Buffer | undefined
  /** Whether the file has been read just now. */
  isFresh: boolean
}

/** Bytes up to which a file stays in memory between the decision and the upload. */
const small = 1024 * 1024
const nothing: HashedFile = { md5: md5OfNothing, size: 0, body: Buffer.alloc(0) }

/**
 * Reads a file and decides.
 *
 * @param keep whether to keep the bytes of a small file, for an upload that follows at once
 */
export async function decideFile(site: Site, settings: Settings, wanted: Wanted, keep: boolean): Promise<Decided> {
  const { key, file, size } = wanted
  const path = file === null ? null : pathIn(settings.folder, file)
  const ahead = site.hashed.get(key)
  const read = path === null ? nothing : (ahead ?? (await readHashed(path, { keep: keep && size <= small })))
  const stored = site.stored.get(key)
  const remembered = site.manifest.entries.get(key)
  const isKnown = !stored || stillTrue(stored, remembered) !== undefined
  const isSame = !isKnown && (await isStored(stored, wanted, path, read))
  const change = decide(wanted, read.md5, stored, remembered, isSame, settings.adopt)
  return { change: { ...change, size: read.size }, body: read.body, isFresh: true }
}

/** Whether an object that nothing is remembered of holds the bytes that would be uploaded. */
async function isStored(stored: Stored, { encoding }: Wanted, path: string | null, { md5, size, body }: HashedFile) {
  if (path === null || !encoding) {
    const read = () => (body || path === null ? [body ?? Buffer.alloc(0)] : createReadStream(path))
    return isSameBytes(stored, { size, md5, read })
  }
  const packed = await pack(body ?? (await readHashed(path, { keep: true })).body ?? Buffer.alloc(0), encoding)
  return isSameBytes(stored, { size: packed.length, md5: md5Of(packed), read: () => [packed] })
}
