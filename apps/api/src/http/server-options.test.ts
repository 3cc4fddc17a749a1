import { connect as connectSocket, type Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { useTestApp } from '../testing/test-app.ts'

const test = await useTestApp({ REQUEST_TIMEOUT_MS: '300' })
await test.app.listen({ host: '127.0.0.1', port: 0 })
const port = (test.app.server.address() as { port: number }).port

/** Sends bytes and gives back what came until the server hung up. */
const send = (bytes: string, keepSending?: (socket: Socket) => void) =>
  new Promise<string>((resolve, reject) => {
    const socket = connectSocket(port, '127.0.0.1', () => {
      socket.write(bytes)
      keepSending?.(socket)
    })
    let heard = ''
    socket.on('data', (chunk) => {
      heard += chunk
    })
    socket.on('close', () => resolve(heard))
    socket.on('error', (error: NodeJS.ErrnoException) => (error.code === 'ECONNRESET' ? resolve(heard) : reject(error)))
  })

describe('a client that is slow on purpose is hung up on', () => {
  it('while it sends its headers', async () => {
    await send('GET / HTTP/1.1\r\nHost: x\r\nX-A: ')
  })

  it('while it sends its body', async () => {
    const head =
      'POST /api/activities HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{'
    await send(head)
  })

  it('even if it never stops sending a little', async () => {
    let timer: NodeJS.Timeout | undefined
    await send('GET / HTTP/1.1\r\nHost: x\r\n', (socket) => {
      timer = setInterval(() => socket.writable && socket.write('X-A: b\r\n'), 50)
      socket.on('close', () => clearInterval(timer))
    })
    clearInterval(timer)
  })
})

it('headers without end are refused', async () => {
  expect(await send(`GET / HTTP/1.1\r\nHost: x\r\nX-A: ${'a'.repeat(40_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /)
})

it.each([
  ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello'],
  [
    'a length and chunks',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
  ['no host', 'GET / HTTP/1.1\r\n\r\n'],
  ['a bare newline in a header', 'GET / HTTP/1.1\r\nHost: x\r\nX: a\nY: b\r\n\r\n'],
  ['no HTTP at all', '\u0016\u0003\u0001 hello\r\n\r\n'],
])('a request that could be read in two ways is refused: %s', async (_name, bytes) => {
  expect(await send(bytes)).toMatch(/^HTTP\/1\.1 400 /)
})
