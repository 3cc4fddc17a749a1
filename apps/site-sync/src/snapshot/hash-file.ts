import { createHash, hash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { Refusal } from '../model/errors.ts'

/** A file as it was read: the MD5 of its bytes, in hex, how many they are, and they themselves if they were to be kept. */
export type HashedFile = { md5: string; size: number; body?: Buffer }

/** Bytes of a file that is read in one call. */
const maxBytesAtOnce = 1024 * 1024
const chunkBytes = 512 * 1024
/** Files that are not kept share this memory. */
const scratch = Buffer.allocUnsafeSlow(maxBytesAtOnce + 1)

type Stats = { size: number; mtimeMs: number; ino: number }

/**
 * Reads a file and hashes it.
 *
 * @param keep whether its bytes are given, however many they are
 * @throws Refusal when it is gone, may not be read, or changes while it is read
 */
export async function readHashed(file: string, { keep }: { keep: boolean }): Promise<HashedFile> {
  try {
    return readSmall(file, keep) ?? (await readLarge(file, keep))
  } catch (error) {
    if (error instanceof Refusal) throw error
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new Refusal(`${file} went away meanwhile: run again when the build is done`)
    throw new Refusal(`${file} cannot be read: ${message}`)
  }
}

/**
 * Synchronous: open, stat, read and close would be four trips to the thread pool, which take longer than the work itself.
 */
function readSmall(file: string, keep: boolean): HashedFile | null {
  const handle = openSync(file, 'r')
  try {
    const before = fstatSync(handle)
    if (before.size > maxBytesAtOnce) return null
    // One byte more than there should be: as long as it stays free, nothing has been added.
    const bytes = keep ? Buffer.allocUnsafe(before.size + 1) : scratch.subarray(0, before.size + 1)
    let size = 0
    let read: number
    do {
      read = readSync(handle, bytes, size, bytes.length - size, null)
      size += read
    } while (read !== 0 && size < before.size)
    const body = bytes.subarray(0, size)
    checkUnchanged(file, size, before, fstatSync(handle))
    return { md5: hash('md5', body), size, ...(keep && { body }) }
  } finally {
    closeSync(handle)
  }
}

async function readLarge(file: string, keep: boolean): Promise<HashedFile> {
  const handle = await open(file, 'r')
  try {
    const before = await handle.stat()
    const body = keep ? Buffer.allocUnsafe(before.size + 1) : null
    const { md5, size } = await hashChunks(handle, body)
    checkUnchanged(file, size, before, await handle.stat())
    return { md5, size, ...(body && { body: body.subarray(0, size) }) }
  } finally {
    await handle.close()
  }
}

async function hashChunks(handle: FileHandle, body: Buffer | null): Promise<{ md5: string; size: number }> {
  const md5 = createHash('md5')
  const own = body ?? Buffer.allocUnsafe(chunkBytes)
  let size = 0
  for (;;) {
    const at = body ? size : 0
    const { bytesRead } = await handle.read(own, at, Math.min(chunkBytes, own.length - at))
    if (bytesRead === 0) return { md5: md5.digest('hex'), size }
    md5.update(own.subarray(at, at + bytesRead))
    size += bytesRead
  }
}

function checkUnchanged(file: string, size: number, before: Stats, after: Stats): void {
  if (size === before.size && size === after.size && before.mtimeMs === after.mtimeMs) return
  throw new Refusal(`${file} changed while it was read: run again when the build is done`)
}
