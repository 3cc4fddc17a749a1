import { NotHttp } from './errors.ts'
import type { Reply } from './reply.ts'

export type ReplyHead = Omit<Reply, 'body'> & {
  /** Whether the server takes another request over the connection. */
  keepsOpen: boolean
}

/**
 * Reads the first line and the headers of a reply (RFC 9112, sections 4 and 5).
 *
 * @param text up to the empty line, without the line end before it
 * @throws NotHttp
 */
export function readHead(text: string): ReplyHead {
  const [first = '', ...lines] = text.split('\r\n')
  const [, minor, status] = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: |$)/.exec(first) ?? []
  if (status === undefined) throw new NotHttp('its first line is none')
  const headers: Reply['headers'] = {}
  for (const line of lines) {
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(0, colon)).toLowerCase()
    const value = line.slice(colon + 1).replace(/^[\t ]+|[\t ]+$/g, '')
    if (!/^[!#$%&'*+.^`|~\w-]+$/.test(name) || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
      throw new NotHttp(`a header that is none: ${JSON.stringify(line.slice(0, 80))}`)
    }
    headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`
  }
  const options = (headers['connection'] ?? '').toLowerCase().split(/[\t ]*,[\t ]*/)
  const keepsOpen = options.includes(minor === '1' ? 'close' : 'keep-alive') === (minor === '0')
  return { status: Number(status), headers, keepsOpen }
}
