import { gunzipSync, gzipSync } from 'node:zlib'
import { byBytes } from '../plan/by-bytes.ts'
import type { Remembered } from '../plan/change.ts'
import { Refusal } from '../refusal.ts'
import { ownFolder } from '../rules/wanted.ts'
import { headersTable } from './headers-table.ts'
import { readManifest } from './read-manifest.ts'

/** What a run leaves for the next one to know. */
export type Manifest = {
  entries: Map<string, Remembered>
  /** Keys that changed and are not invalidated yet. */
  pending: string[]
}

/** It stands in the bucket and is no manifest, or not a whole one. One can go on without: it makes a run faster. */
export class UnreadableManifest extends Error {}

export const version = 1

/** Bytes of a manifest unpacked, at most: a million objects have 150 MB. */
const mostBytes = 512 * 1024 * 1024

export function manifestKey(prefix: string): string {
  return `${prefix}${ownFolder}manifest.json`
}

/** Packed by gzip. The same entries give the same bytes, in whatever order they came. */
export function encodeManifest({ entries, pending }: Manifest): Buffer {
  const table = headersTable()
  const objects = [...entries]
    .sort(([a], [b]) => byBytes(a, b))
    .map(([key, { etag, md5, encoding, headers }]) => [key, etag, md5, encoding, table.indexOf(headers)])
  const told = { version, headers: table.rows, objects, pending: [...new Set(pending)].sort(byBytes) }
  const packed = gzipSync(JSON.stringify(told))
  // The operating system, which is no one's business and would make the bytes differ.
  packed[9] = 255
  return packed
}

/**
 * @throws UnreadableManifest
 * @throws Refusal for one of a version to come: to write over it would lose what it says
 */
export function parseManifest(body: Buffer): Manifest {
  let told: unknown
  try {
    const packed = body[0] === 0x1f && body[1] === 0x8b
    const text = packed ? gunzipSync(body, { maxOutputLength: mostBytes }) : body
    told = JSON.parse(text.toString())
  } catch (cause) {
    throw new UnreadableManifest(`the manifest in the bucket cannot be read: ${(cause as Error).message}`)
  }
  const its = (told as { version?: unknown } | null)?.version
  if (typeof its === 'number' && its > version) {
    const words = `the manifest in the bucket is of version ${its}, and this site-sync knows up to ${version}`
    throw new Refusal(`${words}: a newer site-sync was here. Use that one.`)
  }
  const manifest = its === version ? readManifest(told) : null
  if (!manifest) throw new UnreadableManifest('the manifest in the bucket is not as site-sync writes it')
  return manifest
}
