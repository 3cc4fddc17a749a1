import { NotHttp } from './errors.ts'
import { isFraming, quoted, readHeader } from './header-line.ts'

/** Collects a body and knows where it ends. */
export type BodyReader = {
  /**
   * Takes bytes that came.
   *
   * @returns whether the body is whole
   * @throws NotHttp, also when bytes are left over: nobody has asked for them
   */
  take(bytes: Buffer): boolean
  /** Whether the end of the connection is the end of the body. Otherwise it cuts it off. */
  readonly endsWithConnection: boolean
  body(): Buffer
}

class Pieces {
  readonly #pieces: Buffer[] = []

  add(bytes: Buffer): void {
    if (bytes.length > 0) this.#pieces.push(bytes)
  }

  joined(): Buffer {
    const [first, ...others] = this.#pieces
    return first && others.length === 0 ? first : Buffer.concat(this.#pieces)
  }
}

/** A body with as many bytes as Content-Length says. */
export function bodyOfLength(length: number): BodyReader {
  const pieces = new Pieces()
  let left = length
  return {
    endsWithConnection: false,
    take(bytes) {
      if (bytes.length > left) throw leftOver()
      left -= bytes.length
      pieces.add(bytes)
      return left === 0
    },
    body: () => pieces.joined(),
  }
}

/** A body that goes on to the end of the connection. */
export function bodyToTheEnd(): BodyReader {
  const pieces = new Pieces()
  return {
    endsWithConnection: true,
    take(bytes) {
      pieces.add(bytes)
      return false
    },
    body: () => pieces.joined(),
  }
}

/** A line of a chunked body, which is the size of a chunk or a trailing header, is no longer. */
const maxLineBytes = 4096
const maxTrailers = 32

/** A body in chunks (RFC 9112, section 7.1). Trailing headers are dropped. */
export function bodyInChunks(): BodyReader {
  const pieces = new Pieces()
  let pending: Buffer = Buffer.alloc(0)
  /** The line that comes next; a number: so many bytes of a chunk. */
  let next: number | 'size' | 'end of chunk' | 'trailer' = 'size'
  let trailerCount = 0

  function takeLine(): string | null {
    const end = pending.indexOf('\r\n')
    if ((end < 0 ? pending.length : end) > maxLineBytes) throw new NotHttp('a line between chunks is too long')
    if (end < 0) return null
    const line = pending.toString('latin1', 0, end)
    pending = pending.subarray(end + 2)
    return line
  }

  return {
    endsWithConnection: false,
    take(bytes) {
      pending = pending.length === 0 ? bytes : Buffer.concat([pending, bytes])
      for (;;) {
        if (typeof next === 'number') {
          const chunk = pending.subarray(0, next)
          pieces.add(chunk)
          pending = pending.subarray(chunk.length)
          next -= chunk.length
          if (next > 0) return false
          next = 'end of chunk'
        }
        const line = takeLine()
        if (line === null) return false
        if (next === 'size') {
          next = sizeIn(line) || 'trailer'
        } else if (next === 'end of chunk') {
          if (line !== '') throw new NotHttp('a chunk is longer than it says')
          next = 'size'
        } else if (line === '') {
          if (pending.length > 0) throw leftOver()
          return true
        } else {
          trailerCount += 1
          if (trailerCount > maxTrailers) throw new NotHttp('too many headers follow its body')
          checkTrailer(line)
        }
      }
    },
    body: () => pieces.joined(),
  }
}

function sizeIn(line: string): number {
  const [, size] = /^([0-9a-f]{1,8})(?:;[\w-]+(?:=[\w-]+)?)*$/i.exec(line) ?? []
  if (size === undefined) throw new NotHttp(`the size of a chunk is ${quoted(line)}`)
  return Number.parseInt(size, 16)
}

function checkTrailer(line: string): void {
  const [name] = readHeader(line)
  if (isFraming(name)) throw new NotHttp(`${name} follows its body`)
}

function leftOver(): NotHttp {
  return new NotHttp('more bytes come than belong to the reply')
}
