import { join } from 'node:path'
import { type HashedFile, readHashed } from '../local/hash-file.ts'
import type { Stored, Wanted } from '../plan/change.ts'

/** Bytes up to which a file is read while others are waited for. */
const small = 1024 * 1024

/**
 * Reads files that are most likely as they are stored, which nothing but their MD5 is needed of. A file whose size differs
 * is left: it is to be uploaded, and then it is read once for both.
 */
export function readAhead(folder: string) {
  const hashed = new Map<string, HashedFile>()
  let expected: Map<string, Wanted> | undefined
  return {
    hashed,
    /** Says what there is; until then nothing is read. */
    expect(wanted: Wanted[]): void {
      expected = new Map(wanted.map((object) => [object.key, object]))
    },
    async read(page: Stored[]): Promise<void> {
      for (const { key, size } of page) {
        const wanted = expected?.get(key)
        if (!wanted?.file || wanted.encoding || wanted.size !== size || size > small) continue
        hashed.set(key, await readHashed(join(folder, wanted.file), { keep: false }))
      }
    },
  }
}
