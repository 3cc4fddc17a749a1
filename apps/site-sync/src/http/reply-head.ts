import { NotHttp } from './errors.ts'
import { quoted, readHeader, trimmed } from './header-line.ts'
import type { Reply } from './reply.ts'

export type ReplyHead = Omit<Reply, 'body'> & {
  /** Whether it is of HTTP/1.1. Before that there were no chunks, and no connection stayed open unasked. */
  isCurrent: boolean
  /** Whether the server takes another request over the connection. */
  keepsOpen: boolean
}

/** Those that somebody here reads, and that have one value. */
const single = new Set([
  ...['content-length', 'transfer-encoding', 'etag', 'date', 'retry-after', 'x-amz-bucket-region'],
  ...['x-amz-server-side-encryption', 'x-amz-server-side-encryption-customer-algorithm'],
])
/** Node's own client takes 2,000. */
const maxHeaders = 1_000

/**
 * Joins headers that came more than once.
 *
 * @param given names in small letters, and values
 * @throws NotHttp for those that have one value
 */
export function joinHeaders(given: Iterable<[name: string, value: string]>): Reply['headers'] {
  // Without the names that every object has.
  const headers: Reply['headers'] = Object.create(null)
  for (const [name, value] of given) {
    const before = headers[name]
    if (before !== undefined && single.has(name)) throw new NotHttp(`it says ${name} twice`)
    headers[name] = before === undefined ? value : `${before}, ${value}`
  }
  return headers
}

/**
 * Reads the first line and the headers of a reply (RFC 9112, sections 4 and 5).
 *
 * @param text up to the empty line, without the line end before it
 * @throws NotHttp
 */
export function readHead(text: string): ReplyHead {
  const [first = '', ...lines] = text.split('\r\n')
  const [, minor, status] = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: [\t\x20-\x7e\x80-\xff]*)?$/.exec(first) ?? []
  if (status === undefined) throw new NotHttp(`its first line is ${quoted(first)}`)
  if (lines.length > maxHeaders) throw new NotHttp('it has too many headers')
  const headers = joinHeaders(lines.map(readHeader))
  const isCurrent = minor === '1'
  const options = (headers['connection'] ?? '').toLowerCase().split(',').map(trimmed)
  return { status: Number(status), headers, isCurrent, keepsOpen: isCurrent && !options.includes('close') }
}
