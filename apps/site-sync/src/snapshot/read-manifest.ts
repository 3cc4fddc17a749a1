import { byBytes } from '../model/by-bytes.ts'
import type { Headers } from '../model/change.ts'
import { Refusal } from '../model/errors.ts'
import type { HeadersTable } from './headers-table.ts'
import type { RememberedRow } from './merge-join.ts'

export const version = 1

/** The object is no manifest, or only a part of one. A run can do without: it then compares more. */
export class UnreadableManifest extends Error {}

type Head = { pending: string[] }

const newline = 0x0a
const lastLine = ']}'

/**
 * Reads a manifest line by line, as its bytes come in. Anybody who may write to the bucket may have written it.
 *
 * @param table shares headers that are the same
 * @returns a reader whose `add` and `end` throw UnreadableManifest, and Refusal for a version of the future
 */
export function createManifestReader(table: HeadersTable) {
  let rows: RememberedRow[] = []
  let lastKey: string | undefined
  const headersRows: Headers[] = []
  let head: Head | undefined
  let isOver = false
  let rest = Buffer.alloc(0)
  function readLine(line: string): void {
    if (!head) head = readHead(line)
    else if (isOver) throw malformed()
    else if (line === lastLine) isOver = true
    else addRow(readRow(line, headersRows, table))
  }
  function addRow(row: RememberedRow): void {
    if (lastKey !== undefined && byBytes(lastKey, row.key) >= 0) throw malformed()
    lastKey = row.key
    rows.push(row)
  }
  return {
    /** Gives the rows of the lines that end in these bytes. */
    add(chunk: Buffer): RememberedRow[] {
      rows = []
      const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
      let start = 0
      for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, start)) {
        readLine(bytes.toString('utf8', start, end))
        start = end + 1
      }
      // A copy: a view would keep the whole chunk in memory.
      rest = Buffer.from(bytes.subarray(start))
      return rows
    },
    /** Checks that the manifest was whole. Gives the keys that are still to be invalidated. */
    end(): string[] {
      if (!head && rest.length > 0) readLine(rest.toString())
      if (!head || !isOver || rest.length > 0) throw malformed()
      return head.pending
    },
  }
}

function malformed(): UnreadableManifest {
  return new UnreadableManifest('the manifest in the bucket is not as site-sync writes it')
}

/** The first line is everything but the objects, so that a later version can be recognized by it. */
function readHead(line: string): Head {
  const json = parse(line.endsWith('[') ? line + lastLine : line)
  const { version: itsVersion, pending } = (json ?? {}) as Record<string, unknown>
  if (typeof itsVersion === 'number' && itsVersion > version) {
    const words = `the manifest in the bucket is of version ${itsVersion}, and this site-sync knows up to ${version}`
    throw new Refusal(`${words}: a newer site-sync was here. Use that one.`)
  }
  if (itsVersion !== version || !line.endsWith('"objects":[')) throw malformed()
  if (!Array.isArray(pending) || !pending.every(isText)) throw malformed()
  return { pending }
}

function readRow(line: string, headersRows: Headers[], table: HeadersTable): RememberedRow {
  const row = parse(line.endsWith(',') ? line.slice(0, -1) : line)
  if (!Array.isArray(row) || row.length !== 5) throw malformed()
  const [key, etag, md5, encoding, headersOrIndex] = row as unknown[]
  if (isHeaders(headersOrIndex)) headersRows.push(table.share(headersOrIndex))
  const isIndex = typeof headersOrIndex === 'number'
  const headers = isIndex ? headersRows[headersOrIndex] : isHeaders(headersOrIndex) ? headersRows.at(-1) : undefined
  if (!isText(key) || !isText(etag) || !headers) throw malformed()
  const hash = md5 ?? etag
  if (typeof hash !== 'string' || !/^[0-9a-f]{32}$/.test(hash)) throw malformed()
  if (encoding !== null && encoding !== 'br' && encoding !== 'gzip') throw malformed()
  return { key, etag, md5: hash, encoding, headers }
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
