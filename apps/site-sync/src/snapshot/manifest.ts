import { Readable } from 'node:stream'
import { createGunzip, gunzipSync, gzipSync } from 'node:zlib'
import { byBytes } from '../model/by-bytes.ts'
import type { Remembered } from '../model/change.ts'
import { createHeadersTable, type HeadersTable } from './headers-table.ts'
import type { RememberedRow } from './merge-join.ts'
import { createManifestReader, UnreadableManifest, version } from './read-manifest.ts'

/** What a run leaves for the next one: entries in the order of their keys, and keys that are still to be invalidated. */
export type ManifestContent = { entries: Iterable<[key: string, remembered: Remembered]>; pending: string[] }

/** Bytes of an unpacked manifest: a million objects have 100 MB. */
const maxBytes = 512 * 1024 * 1024
/** Packed bytes up to which a manifest is unpacked in one call: that of some 5,000 objects. */
const maxBytesAtOnce = 128 * 1024
/** Most of a manifest is hashes: no effort makes them smaller. */
const gzipLevel = 1
/** Characters that are packed at a time, and bytes that are unpacked at a time. */
const pieceSize = 128 * 1024

/**
 * Writes a manifest: JSON with a line for each object, gzipped piece by piece, so that neither side needs the whole text in
 * memory. A line has key, ETag, MD5 unless it is the ETag, encoding, and headers. Later lines name the same headers by
 * their number. The same entries give the same bytes.
 */
export function encodeManifest(content: ManifestContent): Buffer {
  const members: Buffer[] = []
  for (const text of piecesOf(content)) {
    const packed = gzipSync(text, { level: gzipLevel })
    // "Unknown" for the operating system, or the same entries would differ from machine to machine.
    packed[9] = 255
    members.push(packed)
  }
  // Several gzip members in a row are one gzip file (RFC 1952, 2.2).
  return Buffer.concat(members)
}

function* piecesOf({ entries, pending }: ManifestContent): Generator<string> {
  const table = createHeadersTable()
  const head = JSON.stringify({ version, pending: [...new Set(pending)].sort(byBytes), objects: [] })
  let text = head.slice(0, -2)
  let separator = '\n'
  for (const [key, { etag, md5, encoding, headers }] of entries) {
    const known = table.rows.length
    const index = table.indexOf(headers)
    const row = [key, etag, md5 === etag ? null : md5, encoding, index < known ? index : table.rows[index]]
    text += separator + JSON.stringify(row)
    separator = ',\n'
    if (text.length < pieceSize) continue
    yield text
    text = ''
  }
  yield `${text}\n]}\n`
}

/**
 * Reads a manifest piece by piece. Only at its end is it known to be whole: after an error, the rows before it count for
 * nothing.
 *
 * @param table shares headers that are the same
 * @returns the keys that are still to be invalidated
 * @throws UnreadableManifest
 * @throws Refusal for a version of the future: to write over it would lose what it says
 */
export async function* parseManifest(body: Buffer, table: HeadersTable): AsyncGenerator<RememberedRow[], string[]> {
  const reader = createManifestReader(table)
  try {
    for await (const bytes of unpacked(body)) yield reader.add(bytes)
  } catch (cause) {
    if (!/^(Z_|ERR_BUFFER_TOO_LARGE)/.test((cause as { code?: string }).code ?? '')) throw cause
    throw new UnreadableManifest(`the manifest in the bucket cannot be read: ${(cause as Error).message}`)
  }
  return reader.end()
}

/** Unpacks a large manifest in pieces, and a small one in one call, which is quicker. */
async function* unpacked(body: Buffer): AsyncGenerator<Buffer> {
  if (body[0] !== 0x1f || body[1] !== 0x8b) yield body
  else if (body.length < maxBytesAtOnce) yield gunzipSync(body, { maxOutputLength: maxBytes })
  else {
    let bytes = 0
    for await (const chunk of Readable.from([body], { objectMode: false }).pipe(
      createGunzip({ chunkSize: pieceSize }),
    )) {
      bytes += chunk.length
      if (bytes > maxBytes) throw new UnreadableManifest('the manifest in the bucket is too large to be one')
      yield chunk
    }
  }
}
