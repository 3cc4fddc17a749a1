import { get } from 'node:http'
import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import { startRawServer } from '../../test/raw-server.ts'
import { DirectClient } from './direct-client.ts'

type Outcome = { status: number; body: string } | null

function byNode(port: number): Promise<Outcome> {
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, agent: false }, (response) => {
      let body = ''
      response.setEncoding('latin1')
      response.on('data', (piece) => (body += piece))
      response.on('error', () => resolve(null))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
    })
    request.on('error', () => resolve(null))
  })
}

/** Replies that are nearly right: most faults of a server are of one place. */
const replies = fc
  .record({
    first: fc.constantFrom('HTTP/1.1 200 OK', 'HTTP/1.1 200 OK', 'HTTP/1.0 404', 'HTTP/1.1 503 a b', 'HTTP/1.2 200 OK'),
    headers: fc.array(
      fc
        .constantFrom(
          'Content-Length: 5',
          'content-length: 4',
          'Transfer-Encoding: chunked',
          'ETag: "e"',
          'a:',
          'b: \x80',
        )
        .chain((header) =>
          fc.constantFrom(header, header, header, ` ${header}`, header.replace(':', ' :'), `${header},1`),
        ),
      { maxLength: 3 },
    ),
    body: fc.constantFrom(
      'hello',
      'hell',
      '',
      '5\r\nhello\r\n0\r\n\r\n',
      '2;a\r\nhe\r\n3\r\nllo\r\n0\r\nb: c\r\n\r\n',
      '5\r\nhello\r\n',
    ),
    lineEnd: fc.constantFrom('\r\n', '\r\n', '\r\n', '\r\n', '\n', '\r'),
    cutOff: fc.option(fc.nat(120), { freq: 6 }),
  })
  .map(({ first, headers, body, lineEnd, cutOff }) =>
    `${[first, ...headers].join(lineEnd)}${lineEnd}${lineEnd}${body}`.slice(0, cutOff ?? undefined),
  )

it('gives no reply but the one that the client of Node would give', async () => {
  let text = ''
  const { port } = await startRawServer((socket) => socket.once('data', () => socket.end(text, 'latin1')))
  const client = new DirectClient({ secure: false, hostname: '127.0.0.1', port, host: 'a' }, 10_000)
  onTestFinished(() => client.close())
  let taken = 0
  const holds = fc.asyncProperty(replies, async (reply) => {
    text = reply
    const ours = await client.send({ method: 'GET', path: '/', headers: { host: 'a' }, body: null }).catch(() => null)
    if (ours === null) return
    taken += 1
    expect(await byNode(port)).toEqual({ status: ours.status, body: ours.body.toString('latin1') })
  })
  await fc.assert(holds, { numRuns: 400 })
  expect(taken).toBeGreaterThan(40)
})
