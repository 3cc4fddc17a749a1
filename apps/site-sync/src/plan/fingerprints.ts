import { createHash } from 'node:crypto'
import { byBytes } from './by-bytes.ts'
import type { Change, Stored } from './change.ts'

/** Of a listing, whatever order it came in: SHA-256 in hex. */
export const bucketFingerprint = (stored: Iterable<Stored>): string =>
  fingerprint([...stored].map(({ key, etag, size }) => [key, etag, size]))

/** Of the files that a plan is made of: their keys, contents and sizes. */
export const folderFingerprint = (changes: Change[]): string =>
  fingerprint(changes.flatMap(({ path, md5, size }) => (md5 === undefined ? [] : [[path, md5, size ?? 0]])))

function fingerprint(rows: [string, string, number][]): string {
  const hash = createHash('sha256')
  for (const row of rows.sort(([a], [b]) => byBytes(a, b))) hash.update(`${JSON.stringify(row)}\n`)
  return hash.digest('hex')
}
