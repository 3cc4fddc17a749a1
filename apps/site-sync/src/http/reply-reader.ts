import { type BodyReader, bodyInChunks, bodyOfLength, bodyToTheEnd } from './body-reader.ts'
import { NotHttp } from './errors.ts'
import { isFraming, quoted } from './header-line.ts'
import type { Reply } from './reply.ts'
import { type ReplyHead, readHead } from './reply-head.ts'

/** As much as Node's own client takes. */
const maxHeadBytes = 16 * 1024
/** Replies that only announce the true one. Each of them ends a silence. */
const maxAnnouncements = 20
const begin = 'HTTP/1.'
const emptyLine = '\r\n\r\n'

/** Reads the reply to one request from the bytes of a connection, however they are cut. */
export class ReplyReader {
  readonly #method: string
  /** Bytes that came while the headers are not whole. */
  #pending: Buffer | null = null
  #announcements = 0
  #head: ReplyHead | null = null
  #body: BodyReader | null = null

  /** @param method of the request: a reply to HEAD has no body */
  constructor(method: string) {
    this.#method = method
  }

  /** Whether the server takes another request over the connection after this reply. */
  get keepsOpen(): boolean {
    return this.#head?.keepsOpen === true && this.#body?.endsWithConnection === false
  }

  /**
   * Takes bytes that came.
   *
   * @returns the reply; null as long as it is not whole
   * @throws NotHttp
   */
  take(bytes: Buffer): Reply | null {
    if (this.#body) return this.#body.take(bytes) ? this.#reply() : null
    const all = this.#pending ? Buffer.concat([this.#pending, bytes]) : bytes
    if (!begin.startsWith(all.toString('latin1', 0, begin.length))) throw new NotHttp('its reply begins in another way')
    const end = all.indexOf(emptyLine)
    if ((end < 0 ? all.length : end) > maxHeadBytes) throw new NotHttp('its headers are too long')
    this.#pending = end < 0 ? all : null
    if (end < 0) return null
    const head = readHead(all.toString('latin1', 0, end))
    const rest = all.subarray(end + emptyLine.length)
    if (head.status < 200) {
      this.#passAnnouncement(head)
      return rest.length > 0 ? this.take(rest) : null
    }
    this.#head = head
    this.#body = bodyAfter(head, this.#method)
    return this.#body.take(rest) ? this.#reply() : null
  }

  /**
   * The server has ended the connection. Gives the reply whose body ends with it; null for one that is cut off. Where the body
   * does not say where it ends, nobody can know: whoever reads it has to notice.
   */
  end(): Reply | null {
    return this.#body?.endsWithConnection ? this.#reply() : null
  }

  /** 101 would be the end of HTTP on this connection, which nobody asked for. */
  #passAnnouncement({ status, headers, isCurrent, keepsOpen }: ReplyHead): void {
    this.#announcements += 1
    if (this.#announcements > maxAnnouncements) throw new NotHttp('it announces a reply again and again')
    const hasBody = Object.keys(headers).some(isFraming)
    if (!isCurrent || !keepsOpen || hasBody || status === 101) throw new NotHttp(`its status is ${status}`)
  }

  #reply(): Reply {
    const { status, headers } = this.#head as ReplyHead
    return { status, headers, body: (this.#body as BodyReader).body() }
  }
}

/** Finds out where the body ends (RFC 9112, section 6.3). What could be read in two ways is refused. */
function bodyAfter({ status, headers, isCurrent }: ReplyHead, method: string): BodyReader {
  const coding = headers['transfer-encoding']
  const length = headers['content-length']
  if (coding !== undefined && (length !== undefined || !isCurrent || coding.toLowerCase() !== 'chunked')) {
    throw new NotHttp('it does not say clearly where its body ends')
  }
  if (length !== undefined && !/^\d{1,15}$/.test(length)) throw new NotHttp(`its length is ${quoted(length)}`)
  if (status === 204 && (coding !== undefined || Number(length ?? 0) > 0))
    throw new NotHttp('it has no content, and a length')
  if (method === 'HEAD' || status === 204 || status === 304) return bodyOfLength(0)
  if (coding !== undefined) return bodyInChunks()
  return length === undefined ? bodyToTheEnd() : bodyOfLength(Number(length))
}
