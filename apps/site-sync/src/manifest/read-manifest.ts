import type { Headers, Remembered } from '../plan/change.ts'
import type { Manifest } from './manifest.ts'

/**
 * What a manifest says, if all of it is as it ought to be, else null. Whoever may write to the bucket may have written
 * this one.
 */
export function readManifest(told: unknown): Manifest | null {
  const { headers, objects, pending } = told as Record<string, unknown>
  if (!Array.isArray(headers) || !headers.every(isHeaders)) return null
  if (!Array.isArray(pending) || !pending.every(isKey)) return null
  if (!Array.isArray(objects)) return null
  const entries = new Map<string, Remembered>()
  for (const row of objects) {
    const entry = readRow(row, headers)
    if (!entry || entries.has(entry.key)) return null
    entries.set(entry.key, entry.remembered)
  }
  return { entries, pending }
}

function readRow(row: unknown, table: Headers[]): { key: string; remembered: Remembered } | null {
  if (!Array.isArray(row) || row.length !== 5) return null
  const [key, etag, md5, encoding, index] = row as unknown[]
  const headers = typeof index === 'number' ? table[index] : undefined
  if (!isKey(key) || typeof etag !== 'string' || !etag || !headers) return null
  if (typeof md5 !== 'string' || !/^[0-9a-f]{32}$/.test(md5)) return null
  if (encoding !== null && encoding !== 'br' && encoding !== 'gzip') return null
  return { key, remembered: { etag, md5, encoding, headers } }
}

function isKey(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function isHeaders(value: unknown): value is Headers {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return Object.entries(value).every(([name, one]) => /^[a-z0-9-]+$/.test(name) && typeof one === 'string')
}
