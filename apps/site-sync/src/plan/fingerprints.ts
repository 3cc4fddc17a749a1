import { createHash } from 'node:crypto'
import { byBytes } from '../model/by-bytes.ts'
import type { Change, Stored } from '../model/change.ts'
import type { Entry } from '../model/entry.ts'

type Row = [key: string, hash: string, size: number]

/** The fingerprint of a listing in the order of its keys: SHA-256 in hex. */
export function bucketFingerprint(stored: Iterable<Stored>): string {
  return fingerprint(rows())

  function* rows(): Generator<Row> {
    for (const { key, etag, size } of stored) yield [key, etag, size]
  }
}

/** The objects of entries, as a listing gives them. */
export function* storedIn(entries: Iterable<Entry>): Generator<Stored> {
  for (const { stored } of entries) if (stored) yield stored
}

/** The fingerprint of the files that a plan is made from: their keys, contents and sizes. */
export function folderFingerprint(changes: Change[]): string {
  const files = changes.flatMap(({ path, md5, size }): Row[] => (md5 === undefined ? [] : [[path, md5, size ?? 0]]))
  return fingerprint(files.sort(([a], [b]) => byBytes(a, b)))
}

function fingerprint(rows: Iterable<Row>): string {
  const hash = createHash('sha256')
  for (const row of rows) hash.update(`${JSON.stringify(row)}\n`)
  return hash.digest('hex')
}
