import type { Headers, Remembered } from '../model/change.ts'
import { Refusal } from '../model/errors.ts'
import type { PackedMap } from '../packed/packed-map.ts'
import { packedRemembered } from './remembered-objects.ts'

export const version = 1

/** It stands in the bucket and is no manifest, or not a whole one. One can go on without: it makes a run faster. */
export class UnreadableManifest extends Error {}

type Head = { pending: string[] }

const newline = 0x0a
const last = ']}'

/**
 * Reads a manifest as its bytes come in, line by line. Whoever may write to the bucket may have written this one.
 *
 * @returns `add` and `end` throw UnreadableManifest, and Refusal for a version to come
 */
export function manifestReader() {
  const entries = packedRemembered()
  const table: Headers[] = []
  let head: Head | undefined
  let isOver = false
  let rest = Buffer.alloc(0)
  const readLine = (line: string) => {
    if (!head) head = readHead(line)
    else if (isOver) throw odd()
    else if (line === last) isOver = true
    else readRow(line, table, entries)
  }
  return {
    add(chunk: Buffer): void {
      const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
      let start = 0
      for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, start)) {
        readLine(bytes.toString('utf8', start, end))
        start = end + 1
      }
      // Bytes of its own: a part would hold on to the whole.
      rest = Buffer.from(bytes.subarray(start))
    },
    end(): { entries: PackedMap<Remembered>; pending: string[] } {
      if (!head && rest.length > 0) readLine(rest.toString())
      if (!head || !isOver || rest.length > 0) throw odd()
      for (const _ of entries.repeated()) throw odd()
      return { entries, pending: head.pending }
    },
  }
}

const odd = () => new UnreadableManifest('the manifest in the bucket is not as site-sync writes it')

/** The first line is all but the objects, so that whoever comes later can tell by it what follows. */
function readHead(line: string): Head {
  const told = parse(line.endsWith('[') ? line + last : line)
  const { version: its, pending } = (told ?? {}) as Record<string, unknown>
  if (typeof its === 'number' && its > version) {
    const words = `the manifest in the bucket is of version ${its}, and this site-sync knows up to ${version}`
    throw new Refusal(`${words}: a newer site-sync was here. Use that one.`)
  }
  if (its !== version || !line.endsWith('"objects":[')) throw odd()
  if (!Array.isArray(pending) || !pending.every(isText)) throw odd()
  return { pending }
}

function readRow(line: string, table: Headers[], entries: PackedMap<Remembered>): void {
  const row = parse(line.endsWith(',') ? line.slice(0, -1) : line)
  if (!Array.isArray(row) || row.length !== 5) throw odd()
  const [key, etag, md5, encoding, told] = row as unknown[]
  if (isHeaders(told)) table.push(told)
  const headers = typeof told === 'number' ? table[told] : table.at(-1)
  if (!isText(key) || !isText(etag) || !headers || (headers !== told && typeof told !== 'number')) throw odd()
  const hash = md5 ?? etag
  if (typeof hash !== 'string' || !/^[0-9a-f]{32}$/.test(hash)) throw odd()
  if (encoding !== null && encoding !== 'br' && encoding !== 'gzip') throw odd()
  entries.set(key, { etag, md5: hash, encoding, headers })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new UnreadableManifest(`the manifest in the bucket cannot be read: ${(cause as Error).message}`)
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function isHeaders(value: unknown): value is Headers {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return Object.entries(value).every(([name, one]) => /^[a-z0-9-]+$/.test(name) && typeof one === 'string')
}
