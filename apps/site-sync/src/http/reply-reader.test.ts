import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Reply } from './reply.ts'
import { ReplyReader } from './reply-reader.ts'

/** Takes a reply in pieces that end at these places. */
function takeCut(bytes: Buffer, cuts: number[], method = 'GET') {
  const reader = new ReplyReader(method)
  const places = [...new Set([...cuts.map((cut) => Math.min(cut, bytes.length)), bytes.length])].sort((a, b) => a - b)
  let reply: Reply | null = null
  let from = 0
  for (const to of places) {
    reply = reader.take(bytes.subarray(from, to))
    from = to
    if (to < bytes.length) expect(reply).toBeNull()
  }
  return { reader, reply }
}

const take = (text: string, method = 'GET') => takeCut(Buffer.from(text, 'latin1'), [], method)

type Framing = 'length' | 'chunks'

function written(status: number, body: Buffer<ArrayBuffer>, framing: Framing, chunkSizes: number[]) {
  const head = `HTTP/1.1 ${status} Fine\r\nETag: "e"\r\nx-amz-meta-a:1\r\nX-Amz-Meta-A:  2 \r\n`
  if (framing === 'length') return Buffer.concat([Buffer.from(`${head}content-length: ${body.length}\r\n\r\n`), body])
  const parts = [Buffer.from(`${head}Transfer-Encoding: Chunked\r\n\r\n`)]
  let from = 0
  for (let at = 0; from < body.length; at += 1) {
    const chunk = body.subarray(from, from + (chunkSizes[at] ?? body.length))
    parts.push(Buffer.from(`${chunk.length.toString(16)}${at % 2 ? ';a=b' : ''}\r\n`), chunk, Buffer.from('\r\n'))
    from += chunk.length
  }
  return Buffer.concat([...parts, Buffer.from('0\r\nx-late: header\r\n\r\n')])
}

const replies = fc.record({
  status: fc.integer({ min: 200, max: 599 }).filter((status) => status !== 204 && status !== 304),
  body: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  framing: fc.constantFrom<Framing[]>('length', 'chunks'),
  chunkSizes: fc.array(fc.integer({ min: 1, max: 40 })),
})

describe('a reply', () => {
  it('is read however it is cut', () => {
    const holds = fc.property(
      replies,
      fc.array(fc.nat(500)),
      fc.boolean(),
      ({ status, body, framing, chunkSizes }, cuts, isAnnounced) => {
        const announced = isAnnounced ? 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: a\r\n\r\n' : ''
        const bytes = Buffer.concat([Buffer.from(announced), written(status, body, framing, chunkSizes)])
        const { reader, reply } = takeCut(bytes, cuts)
        expect(reply).toMatchObject({ status, headers: { etag: '"e"', 'x-amz-meta-a': '1, 2' } })
        expect(reply?.body.equals(body)).toBe(true)
        expect(reader.keepsOpen).toBe(true)
      },
    )
    fc.assert(holds)
  })

  it('is never taken for whole when it is cut off', () => {
    for (const framing of ['length', 'chunks'] as const) {
      const bytes = written(200, Buffer.from('hello'), framing, [2])
      for (let length = 1; length < bytes.length; length++) {
        const reader = new ReplyReader('GET')
        expect([length, reader.take(bytes.subarray(0, length)), reader.end()]).toEqual([length, null, null])
      }
    }
  })

  it('has no body after HEAD, and with the statuses that have none', () => {
    expect(take('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n', 'HEAD').reply?.body).toHaveLength(0)
    expect(take('HTTP/1.1 204 No Content\r\n\r\n').reply?.body).toHaveLength(0)
    expect(take('HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n').reply?.body).toHaveLength(0)
  })

  it('ends with the connection when it does not say where it ends', () => {
    const { reader, reply } = take('HTTP/1.1 200\r\n\r\nhel')
    expect(reply).toBeNull()
    expect(reader.take(Buffer.from('lo'))).toBeNull()
    expect(String(reader.end()?.body)).toBe('hello')
    expect(reader.keepsOpen).toBe(false)
  })

  it.each([
    ['HTTP/1.1 200 OK', '', true],
    ['HTTP/1.1 200 OK', 'Connection: Close\r\n', false],
    ['HTTP/1.1 200 OK', 'Connection: x, close\r\n', false],
    ['HTTP/1.1 200 OK', 'Connection: x-close\r\n', true],
    ['HTTP/1.0 200 OK', '', false],
    ['HTTP/1.0 200 OK', 'Connection: Keep-Alive\r\n', false],
  ])('says whether the connection stays open: %s %s', (first, headers, keepsOpen) => {
    expect(take(`${first}\r\n${headers}Content-Length: 0\r\n\r\n`).reader.keepsOpen).toBe(keepsOpen)
  })
})

describe('what is no reply', () => {
  const fine = 'HTTP/1.1 200 OK\r\n'
  const chunked = `${fine}Transfer-Encoding: chunked\r\n\r\n`
  it.each([
    ['a greeting of TLS', '\x15\x03\x01\x00\x02\x02\x50'],
    ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['another version', 'HTTP/2 200 OK\r\n\r\n'],
    ['a line end within the first line', 'HTTP/1.1 200 OK\nContent-Length: 0\r\n\r\n'],
    ['no status', 'HTTP/1.1 OK\r\n\r\n'],
    ['a status of four digits', 'HTTP/1.1 2000 OK\r\n\r\n'],
    ['a header without a name', `${fine}: 1\r\n\r\n`],
    ['a header without a colon', `${fine}content-length\r\n\r\n`],
    ['a space before the colon', `${fine}content-length : 1\r\n\r\na`],
    ['a header in two lines', `${fine}etag: a\r\n b\r\n\r\n`],
    ['a line end within a header', `${fine}etag: a\rcontent-length: 0\r\n\r\n`],
    ['two lengths', `${fine}content-length: 1\r\ncontent-length: 2\r\n\r\na`],
    ['a length that is no number', `${fine}content-length: +1\r\n\r\na`],
    ['a length below nothing', `${fine}content-length: -1\r\n\r\na`],
    ['an empty length', `${fine}content-length:\r\n\r\n`],
    ['a length and chunks', `${fine}content-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['chunks in HTTP/1.0', 'HTTP/1.0 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['chunks twice', `${fine}transfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['two ETags', `${fine}etag: "a"\r\netag: "b"\r\ncontent-length: 0\r\n\r\n`],
    ['another coding', `${fine}transfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n`],
    ['a chunk without a size', `${chunked}\r\n`],
    ['a chunk with a size that is none', `${chunked}0x5\r\nhello\r\n0\r\n\r\n`],
    ['a chunk that is longer than it says', `${chunked}4\r\nhello\r\n0\r\n\r\n`],
    ['more than the length', `${fine}content-length: 1\r\n\r\nab`],
    ['more after the last chunk', `${chunked}0\r\n\r\nab`],
    ['a size of a chunk with an odd end', `${chunked}5;\0\r\nhello\r\n0\r\n\r\n`],
    ['another reply in place of trailing headers', `${chunked}0\r\n${fine}Content-Length: 0\r\n\r\n`],
    ['a length after the body', `${chunked}0\r\ncontent-length: 0\r\n\r\n`],
    ['trailing headers without an end', `${chunked}0\r\n${'a: b\r\n'.repeat(40)}`],
    ['no content that has a length', 'HTTP/1.1 204 No Content\r\ncontent-length: 4\r\n\r\n'],
    ['two lengths after HEAD', `${fine}content-length: 1\r\ncontent-length: 2\r\n\r\n`, 'HEAD'],
    ['another protocol from here on', 'HTTP/1.1 101 Switching Protocols\r\n\r\n'],
    ['an announcement in HTTP/1.0', 'HTTP/1.0 100 Continue\r\n\r\n'],
    ['a body after HEAD', `${fine}\r\na`, 'HEAD'],
    ['headers without an end', `${fine}a: ${'a'.repeat(70_000)}`],
    ['a size of a chunk without an end', `${chunked}${'0'.repeat(5_000)}`],
  ])('is refused: %s', (_, text, method = 'GET') => {
    expect(() => take(text, method)).toThrow(/does not speak HTTP/)
  })

  it('is named in a message that is short, and that no terminal obeys', () => {
    const messageOf = (text: string) => {
      try {
        take(text)
        return ''
      } catch (error) {
        return (error as Error).message
      }
    }
    const odd = '\x9b31m'.repeat(1_000)
    for (const text of [`HTTP/1.1 2${odd}\r\n\r\n`, `${fine}${odd}\r\n\r\n`, `${fine}content-length: ${odd}\r\n\r\n`]) {
      expect(messageOf(text)).toMatch(/^[\x20-\x7e]{20,150}$/)
    }
  })
})
