import { createReadStream } from 'node:fs'
import type { Change, Stored, Wanted } from '../model/change.ts'
import { type Entry, stillTrue } from '../model/entry.ts'
import type { Settings } from '../model/settings.ts'
import { type HashedFile, readHashed } from '../snapshot/hash-file.ts'
import { md5Of, md5OfNothing } from '../snapshot/md5.ts'
import { pack } from '../snapshot/pack.ts'
import { pathIn } from '../snapshot/path-in.ts'
import { decide } from './decide.ts'
import { isSameBytes } from './possible-etags.ts'

/** What is to be done with an entry. */
export type Decision = {
  entry: Entry
  change: Change
  /** The bytes of the file, when they were kept. */
  body?: Buffer | undefined
  /** Whether the file has been read just now, or only when the plan was made. */
  isFresh: boolean
}

/** Bytes of a file that stay in memory between decision and upload. */
const maxKeptBytes = 1024 * 1024
const nothing: HashedFile = { md5: md5OfNothing, size: 0, body: Buffer.alloc(0) }

/**
 * Reads the file of an entry, unless it has been read, and decides what is to be done.
 *
 * @param keepsBody whether to keep the bytes of a small file for an upload that follows at once
 * @throws Refusal when the file is gone, may not be read, or changes while it is read
 */
export async function decideFile(
  entry: Entry,
  wanted: Wanted,
  { folder, adopt }: Pick<Settings, 'folder' | 'adopt'>,
  keepsBody: boolean,
): Promise<Decision> {
  const { stored, remembered } = entry
  const path = wanted.file === null ? null : pathIn(folder, wanted.file)
  const file = await hashOf(entry, wanted, path, keepsBody)
  const isKnown = !stored || stillTrue(entry) !== null
  const isSame = !isKnown && (await isStored(stored, wanted, path, file))
  const change = decide(wanted, file.md5, stored, remembered, isSame, adopt)
  return { entry, change: { ...change, size: file.size }, body: file.body, isFresh: true }
}

async function hashOf(entry: Entry, { size }: Wanted, path: string | null, keepsBody: boolean): Promise<HashedFile> {
  if (path === null) return nothing
  if (entry.md5 !== null) return { md5: entry.md5, size }
  return await readHashed(path, { keep: keepsBody && size <= maxKeptBytes })
}

/** Whether an object of which nothing is remembered holds the bytes that would be uploaded. */
async function isStored(
  stored: Stored,
  { encoding }: Wanted,
  path: string | null,
  { md5, size, body }: HashedFile,
): Promise<boolean> {
  if (path === null || !encoding) {
    const read = () => (body || path === null ? [body ?? Buffer.alloc(0)] : createReadStream(path))
    return isSameBytes(stored, { size, md5, read })
  }
  const packed = await pack(body ?? (await readHashed(path, { keep: true })).body ?? Buffer.alloc(0), encoding)
  return isSameBytes(stored, { size: packed.length, md5: md5Of(packed), read: () => [packed] })
}
