import { type HashedFile, readHashed } from '../local/hash-file.ts'
import { type HashThread, startHashThread } from '../local/hash-thread.ts'
import { type Hashes, packedHashes } from '../local/packed-hashes.ts'
import { pathIn } from '../local/path-in.ts'
import type { PackedMap } from '../packed/packed-map.ts'
import type { Stored, Wanted } from '../plan/change.ts'

/** Bytes up to which a file is read while others are waited for. */
const small = 1024 * 1024
/** Files from which on a thread of its own pays, and how many of them it is given at a time. */
const many = 2_000
const batch = 200
/** Files that are read here before others have their turn. */
const turn = 20

type Expected = { key: string; path: string }

/**
 * Reads files that are most likely as they are stored, which nothing but their MD5 is needed of, while the bucket is still
 * being listed; where they are many, in a second thread. A file whose size differs is left: it is to be uploaded, and
 * then it is read once for both.
 *
 * @param stored what is stored, as far as it is listed
 */
export function readAhead(folder: string, stored: PackedMap<Stored>) {
  let wanted: PackedMap<Wanted> | undefined
  let hashes: Hashes | undefined
  let thread: HashThread | undefined
  let reading: Promise<void> | undefined
  /** Objects of the listing that have been looked at. */
  let seen = 0
  const next = (most: number): Expected[] => {
    const found: Expected[] = []
    for (; wanted && seen < stored.count && found.length < most; seen++) {
      const [key, there] = stored.numbered(seen)
      const object = wanted.get(key)
      if (!object?.file || object.encoding || object.size !== there.size || there.size > small) continue
      found.push({ key, path: pathIn(folder, object.file) })
    }
    return found
  }
  const inThread = async (thread: HashThread) => {
    for (let files = next(batch); files.length > 0; files = next(batch)) {
      const found = await thread.hash(files.map(({ path }) => path))
      for (const [at, { key }] of files.entries()) hashes?.set(key, found[at] as HashedFile)
    }
    reading = undefined
  }
  const look = () => {
    if (!thread || reading) return
    reading = inThread(thread)
    // It is looked at in the end; until then nobody is to be alarmed.
    reading.catch(() => {})
  }
  return {
    /** Says what there is, once that is known. */
    expect(all: PackedMap<Wanted>): void {
      wanted = all
      hashes = packedHashes(all)
      if (all.size >= many) thread = startHashThread()
      look()
    },
    /** Says that more is listed. */
    look,
    /** Reads what is left, on both sides, and gives what was found. */
    async finish(): Promise<Hashes> {
      for (let files = next(turn); files.length > 0; files = next(turn)) {
        for (const { key, path } of files) hashes?.set(key, await readHashed(path, { keep: false }))
        // The other side has to be heard, and given more.
        await new Promise(setImmediate)
      }
      await reading
      return hashes as Hashes
    },
    close: () => thread?.close(),
  }
}
