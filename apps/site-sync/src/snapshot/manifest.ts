import { Readable } from 'node:stream'
import { createGunzip, gunzipSync, gzipSync } from 'node:zlib'
import { byBytes } from '../model/by-bytes.ts'
import type { Remembered } from '../model/change.ts'
import { headersTable } from '../packed/headers-table.ts'
import type { PackedMap } from '../packed/packed-map.ts'
import { manifestReader, UnreadableManifest, version } from './read-manifest.ts'

/** What a run leaves for the next one to know. */
export type Manifest = {
  entries: PackedMap<Remembered>
  /** Keys that changed and are not invalidated yet. */
  pending: string[]
}

type Told = { entries: Iterable<[string, Remembered]>; pending: string[] }

/** Bytes of a manifest unpacked, at most: a million objects have 100 MB. */
const mostBytes = 512 * 1024 * 1024
/** Bytes up to which it is unpacked at once: that of some 5,000 objects. */
const small = 128 * 1024
/** Of gzip: most of a manifest is hashes, which no effort makes smaller. */
const fast = 1
/** Letters and bytes that are packed and unpacked at a time. */
const piece = 128 * 1024

/**
 * JSON with a line for each object, packed piece by piece, so that neither side ever needs all of it at once: key, ETag,
 * MD5 unless that is the ETag, encoding, and headers, which those that come later name by their number. The same entries
 * give the same bytes.
 *
 * @param told entries are ordered by the bytes of their keys
 */
export function encodeManifest(told: Told): Buffer {
  const members: Buffer[] = []
  for (const text of pieces(told)) {
    const packed = gzipSync(text, { level: fast })
    // The operating system, which is no one's business and would make the bytes differ.
    packed[9] = 255
    members.push(packed)
  }
  // Members of gzip one after the other are one (RFC 1952, 2.2).
  return Buffer.concat(members)
}

function* pieces({ entries, pending }: Told): Generator<string> {
  const table = headersTable()
  const head = JSON.stringify({ version, pending: [...new Set(pending)].sort(byBytes), objects: [] })
  let text = head.slice(0, -2)
  let separator = '\n'
  for (const [key, { etag, md5, encoding, headers }] of entries) {
    const known = table.rows.length
    const index = table.indexOf(headers)
    const row = [key, etag, md5 === etag ? null : md5, encoding, index < known ? index : table.rows[index]]
    text += separator + JSON.stringify(row)
    separator = ',\n'
    if (text.length < piece) continue
    yield text
    text = ''
  }
  yield `${text}\n]}\n`
}

/**
 * @throws UnreadableManifest
 * @throws Refusal for one of a version to come: to write over it would lose what it says
 */
export async function parseManifest(body: Buffer): Promise<Manifest> {
  const reader = manifestReader()
  try {
    for await (const bytes of unpacked(body)) reader.add(bytes)
  } catch (cause) {
    if (!/^(Z_|ERR_BUFFER_TOO_LARGE)/.test((cause as { code?: string }).code ?? '')) throw cause
    throw new UnreadableManifest(`the manifest in the bucket cannot be read: ${(cause as Error).message}`)
  }
  return reader.end()
}

/** In pieces when it is large; at once otherwise, which is quicker. */
async function* unpacked(body: Buffer): AsyncGenerator<Buffer> {
  if (body[0] !== 0x1f || body[1] !== 0x8b) yield body
  else if (body.length < small) yield gunzipSync(body, { maxOutputLength: mostBytes })
  else {
    let bytes = 0
    for await (const chunk of Readable.from([body], { objectMode: false }).pipe(createGunzip({ chunkSize: piece }))) {
      bytes += chunk.length
      if (bytes > mostBytes) throw new UnreadableManifest('the manifest in the bucket is too large to be one')
      yield chunk
    }
  }
}
