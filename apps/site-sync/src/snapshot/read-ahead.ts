import type { Stored, Wanted } from '../model/change.ts'
import type { Entry } from '../model/entry.ts'
import { readHashed } from './hash-file.ts'
import { type HashThread, startHashThread } from './hash-thread.ts'
import { pathIn } from './path-in.ts'

/** Bytes of a file that is read ahead. */
const maxBytes = 1024 * 1024
/** Files of a site from which on a second thread pays, and files that it is given at a time. */
const minFilesForThread = 2_000
const filesPerBatch = 200
/** Files that this thread reads before it lets others run. */
const filesPerTurn = 20

export type ReadAhead = ReturnType<typeof startReadAhead>

/**
 * Reads files that most likely are as they are stored: only their MD5 is needed. It reads while the folder is still being
 * walked and the bucket listed, in a second thread when there are many files. A file whose size differs is left: it is to
 * be uploaded, and then one read serves both the hash and the upload.
 */
export function startReadAhead(folder: string) {
  const queue: Entry[] = []
  let next = 0
  let fileCount = 0
  let thread: Promise<HashThread> | undefined
  let reading: Promise<unknown> | undefined

  function take(count: number): Entry[] {
    const taken = queue.slice(next, next + count)
    next += taken.length
    return taken
  }

  async function readInThread(): Promise<void> {
    for (let entries = take(filesPerBatch); entries.length > 0; entries = take(filesPerBatch)) {
      thread ??= startHashThread()
      const hashed = await (await thread).hash(entries.map((entry) => pathOf(folder, entry)))
      for (const [at, entry] of entries.entries()) remember(entry, hashed[at])
    }
  }

  function readOn(): void {
    if (reading || fileCount < minFilesForThread || queue.length - next < filesPerBatch) return
    // Two requests at a time, so that the thread never waits for this one.
    reading = Promise.all([readInThread(), readInThread()]).finally(() => {
      reading = undefined
    })
    // `finish` awaits it. Until then a failure must not end the process.
    reading.catch(() => {})
  }

  return {
    /** Takes the entries that are worth reading. */
    add(entries: Iterable<Entry>): void {
      for (const entry of entries) {
        const { wanted, stored } = entry
        if (wanted) fileCount += 1
        if (wanted && stored && isWorthReading(wanted, stored)) queue.push(entry)
      }
      readOn()
    },
    /**
     * Reads the rest, in both threads.
     *
     * @throws Refusal when a file is gone, may not be read, or changes while it is read
     */
    async finish(): Promise<void> {
      readOn()
      for (let entries = take(filesPerTurn); entries.length > 0; entries = take(filesPerTurn)) {
        for (const entry of entries) remember(entry, await readHashed(pathOf(folder, entry), { keep: false }))
        // Answers of the thread wait in the event loop.
        await new Promise(setImmediate)
      }
      await reading
    },
    close: () => void thread?.then((started) => started.close()).catch(() => {}),
  }
}

function isWorthReading(wanted: Wanted, stored: Stored): boolean {
  return wanted.file !== null && !wanted.encoding && wanted.size === stored.size && wanted.size <= maxBytes
}

function pathOf(folder: string, { wanted }: Entry): string {
  return pathIn(folder, wanted?.file ?? '')
}

/** Keeps the hash, unless the file is no longer the one that was found. */
function remember(entry: Entry, hashed: { md5: string; size: number } | undefined): void {
  if (hashed && hashed.size === entry.wanted?.size) entry.setMd5(hashed.md5)
}
