import { join } from 'node:path'
import { type HashedFile, readHashed } from '../local/hash-file.ts'
import { type HashThread, startHashThread } from '../local/hash-thread.ts'
import type { Stored, Wanted } from '../plan/change.ts'

/** Bytes up to which a file is read while others are waited for. */
const small = 1024 * 1024
/** Files from which on a thread of its own pays, and how many of them it is given at a time. */
const many = 2_000
const batch = 200

type Expected = { key: string; path: string }

/**
 * Reads files that are most likely as they are stored, which nothing but their MD5 is needed of, while the bucket is still
 * being listed; where they are many, in a second thread. A file whose size differs is left: it is to be uploaded, and
 * then it is read once for both.
 */
export function readAhead(folder: string) {
  const hashed = new Map<string, HashedFile>()
  const listed: Stored[][] = []
  const waiting: Expected[] = []
  let expected: Map<string, Wanted> | undefined
  let thread: HashThread | undefined
  let reading: Promise<void> | undefined

  const take = (page: Stored[]) => {
    for (const { key, size } of page) {
      const wanted = expected?.get(key)
      if (!wanted?.file || wanted.encoding || wanted.size !== size || size > small) continue
      waiting.push({ key, path: join(folder, wanted.file) })
    }
    if (!thread || reading) return
    reading = inThread(thread)
    // It is looked at in the end; until then nobody is to be alarmed.
    reading.catch(() => {})
  }
  const inThread = async (thread: HashThread) => {
    for (let files = waiting.splice(0, batch); files.length > 0; files = waiting.splice(0, batch)) {
      const found = await thread.hash(files.map(({ path }) => path))
      for (const [at, { key }] of files.entries()) hashed.set(key, found[at] as HashedFile)
    }
    reading = undefined
  }
  return {
    hashed,
    /** Says what there is, once that is known. */
    expect(wanted: Wanted[]): void {
      expected = new Map(wanted.map((object) => [object.key, object]))
      if (wanted.length >= many) thread = startHashThread()
      for (const page of listed.splice(0)) take(page)
    },
    /** Says what is stored. */
    list(page: Stored[]): void {
      if (expected) take(page)
      else listed.push(page)
    },
    /** Reads what is left, on both sides. */
    async finish(): Promise<void> {
      for (let next = waiting.pop(), count = 1; next; next = waiting.pop(), count++) {
        hashed.set(next.key, await readHashed(next.path, { keep: false }))
        // The other side has to be heard, and given more.
        if (count % 20 === 0) await new Promise(setImmediate)
      }
      await reading
    },
    close: () => thread?.close(),
  }
}
