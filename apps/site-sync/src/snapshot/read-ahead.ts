import type { Stored, Wanted } from '../model/change.ts'
import type { PackedMap } from '../packed/packed-map.ts'
import { type HashedFile, readHashed } from './hash-file.ts'
import { type HashThread, startHashThread } from './hash-thread.ts'
import { type Hashes, packedHashes } from './packed-hashes.ts'
import { pathIn } from './path-in.ts'

/** Bytes up to which a file is read while others are waited for. */
const small = 1024 * 1024
/** Files from which on a thread of its own pays, and how many of them it is given at a time. */
const many = 2_000
const batch = 200
/** Files that are read here before others have their turn. */
const turn = 20

type Expected = { key: string; path: string }

/**
 * Reads files that are most likely as they are stored, which nothing but their MD5 is needed of, while the folder is still
 * being looked through and the bucket listed; where they are many, in a second thread. A file whose size differs is left:
 * it is to be uploaded, and then it is read once for both.
 *
 * @param stored what is stored, as far as it is listed
 * @param wanted what there ought to be, as far as it is found
 */
export function readAhead(folder: string, stored: PackedMap<Stored>, wanted: PackedMap<Wanted>) {
  const hashes = packedHashes(wanted)
  let isWhole = false
  let thread: HashThread | undefined
  let reading: Promise<unknown> | undefined
  /** Objects of the listing that have been looked at. */
  let seen = 0
  const next = (most: number): Expected[] => {
    const found: Expected[] = []
    for (; seen < stored.count && found.length < most; seen++) {
      const [key, there] = stored.numbered(seen)
      if (!isWhole && !wanted.hasPassed(key)) break
      const object = wanted.get(key)
      if (!object?.file || object.encoding || object.size !== there.size || there.size > small) continue
      found.push({ key, path: pathIn(folder, object.file) })
    }
    return found
  }
  const inThread = async () => {
    for (let files = next(batch); files.length > 0; files = next(batch)) {
      thread ??= startHashThread()
      const found = await thread.hash(files.map(({ path }) => path))
      for (const [at, { key }] of files.entries()) hashes.set(key, found[at] as HashedFile)
    }
  }
  return {
    /** Says that more is found or listed. */
    look(): void {
      if (reading || wanted.count < many) return
      // Twice, so that it has the next ones while it waits for us to hear of the last.
      reading = Promise.all([inThread(), inThread()]).finally(() => {
        reading = undefined
      })
      // It is looked at in the end; until then nobody is to be alarmed.
      reading.catch(() => {})
    },
    /** Reads what is left, on both sides, when all is found and listed, and gives what was read. */
    async finish(): Promise<Hashes> {
      isWhole = true
      this.look()
      for (let files = next(turn); files.length > 0; files = next(turn)) {
        for (const { key, path } of files) hashes.set(key, await readHashed(path, { keep: false }))
        // The other side has to be heard, and given more.
        await new Promise(setImmediate)
      }
      await reading
      return hashes
    },
    close: () => thread?.close(),
  }
}
