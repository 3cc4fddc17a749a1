import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startAnswering } from '../../test/answering-server.ts'
import { startRawServer } from '../../test/raw-server.ts'
import { DirectClient } from './direct-client.ts'

function clientOf(port: number, { idleTimeoutMs = 10_000 } = {}) {
  const server = { secure: false, hostname: '127.0.0.1', port, host: `127.0.0.1:${port}` }
  const client = new DirectClient(server, idleTimeoutMs)
  onTestFinished(() => client.close())
  const send = (method: string, path = '/', body: Buffer | null = null) =>
    client.send({ method, path, headers: { host: 'a', 'content-length': `${body?.length ?? 0}` }, body })
  return { client, send }
}

const ok = (body: string) => `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`

describe('connections', () => {
  async function startCounting(connection: string) {
    const server = await startAnswering(({ url }, response) => response.setHeader('connection', connection).end(url))
    onTestFinished(() => server.close())
    return Number(new URL(server.url).port)
  }

  it('are used again, and are as many as there are requests at a time', async () => {
    const { port, sockets } = await startRawServer((socket) => socket.on('data', () => socket.write(ok('a'))))
    const { send } = clientOf(port)
    for (let n = 0; n < 5; n++) await send('GET')
    expect(sockets).toHaveLength(1)
    await Promise.all([send('GET'), send('GET'), send('GET')])
    await Promise.all([send('GET'), send('GET'), send('GET')])
    expect(sockets).toHaveLength(3)
  })

  it.each(['keep-alive', 'close'])('give each request its own reply: connection: %s', async (connection) => {
    const { send } = clientOf(await startCounting(connection))
    const paths = Array.from({ length: 200 }, (_, n) => `/${n}`)
    const replies = await Promise.all(paths.map((path) => send('PUT', path, Buffer.from('body'))))
    expect(replies.map(({ body }) => String(body))).toEqual(paths)
    expect(String((await send('GET', '/again')).body)).toBe('/again')
  })

  it('are not used again when the server hung up, or spoke without being asked', async () => {
    const { port, sockets } = await startRawServer((socket) => socket.on('data', () => socket.write(ok('a'))))
    const { send } = clientOf(port, { idleTimeoutMs: 600_000 })
    for (const ends of [() => sockets.at(-1)?.end(), () => sockets.at(-1)?.write(ok('unasked'))]) {
      await send('GET')
      const before = sockets.length
      const gone = once(sockets.at(-1) as Socket, 'close')
      ends()
      await gone
      expect(String((await send('GET')).body)).toBe('a')
      expect(sockets).toHaveLength(before + 1)
    }
  })

  it('are not used again when the server answered before it had the whole request', async () => {
    const { port, sockets } = await startRawServer((socket) => {
      socket.once('data', () => {
        socket.pause()
        socket.write(ok('no'))
      })
    })
    const { send } = clientOf(port)
    expect(String((await send('PUT', '/', Buffer.alloc(50_000_000))).body)).toBe('no')
    await send('GET')
    expect(sockets).toHaveLength(2)
  })

  it('end with the client, and so do the requests over them', async () => {
    const { port, sockets } = await startRawServer((socket) => socket.resume())
    const { client, send } = clientOf(port)
    const asked = send('GET')
    await expect.poll(() => sockets.length).toBe(1)
    client.close()
    await expect(asked).rejects.toThrow('the client is closed')
    await expect.poll(() => sockets[0]?.readableEnded).toBe(true)
    await expect(send('GET')).rejects.toThrow('the client is closed')
  })

  it('end with the client without taking what had come for a whole reply', async () => {
    const { port, sockets } = await startRawServer((socket) => {
      socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\n\r\nhalf'))
    })
    const { client, send } = clientOf(port)
    const asked = send('GET')
    await expect.poll(() => sockets[0]?.bytesWritten).toBeGreaterThan(20)
    client.close()
    await expect(asked).rejects.toThrow('the client is closed')
  })

  it('do not keep the process from ending when nobody asks anything', async () => {
    const { port } = await startRawServer((socket) => socket.on('data', () => socket.write(ok('a'))))
    const source = `
      import { DirectClient } from ${JSON.stringify(new URL('direct-client.ts', import.meta.url).href)}
      const server = { secure: false, hostname: '127.0.0.1', port: ${port}, host: 'a' }
      const client = new DirectClient(server, 600_000)
      const ask = () => client.send({ method: 'GET', path: '/', headers: { host: 'a' }, body: null })
      await Promise.all([ask(), ask()])
      console.log(String((await ask()).body))`
    const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    onTestFinished(() => void child.kill())
    expect(await Promise.all([text(child.stdout), once(child, 'exit')])).toEqual(['a\n', [0, null]])
  })
})

describe('a request', () => {
  it('arrives as it was sent', async () => {
    const server = await startAnswering((_, response) => void response.end())
    onTestFinished(() => server.close())
    const { client } = clientOf(Number(new URL(server.url).port))
    const body = Buffer.from(Array.from({ length: 3_000_000 }, (_, at) => at % 251))
    const headers = { host: 'a.example', 'x-amz-meta-b': ' c d ', 'content-length': `${body.length}` }
    await client.send({ method: 'PUT', path: '/%C3%BC?a=b', headers, body })
    expect(server.seen[0]).toMatchObject({
      method: 'PUT',
      url: '/%C3%BC?a=b',
      headers: { host: 'a.example', 'x-amz-meta-b': 'c d', 'content-length': '3000000' },
    })
    expect(server.seen[0]?.body.equals(body)).toBe(true)
  })

  it.each([
    { headers: { a: 'b\r\nc: d' } },
    { headers: { a: 'b\nc' } },
    { headers: { 'a: b\r\nc': 'd' } },
    { headers: { '': 'd' } },
    { headers: { a: 'ü' } },
    { path: '/ HTTP/1.1\r\na: b' },
    { path: '/ü' },
    { path: '' },
    { method: 'GET /' },
  ])('that could be read as another one is not sent: %o', async (odd) => {
    const { port, sockets } = await startRawServer(() => {})
    const { client } = clientOf(port)
    const request = { method: 'GET', path: '/', headers: {}, body: null, ...odd }
    await expect(client.send(request)).rejects.toThrow(/HTTP has no way/)
    expect(sockets).toHaveLength(0)
  })

  it('that cannot be sent is told without what may be secret in it', async () => {
    const { client } = clientOf(1)
    const headers = { 'x-amz-security-token': 'SECRET\n' }
    const asked = client.send({ method: 'GET', path: '/', headers, body: null })
    await expect(asked).rejects.toThrow(/x-amz-security-token/)
    await expect(asked).rejects.not.toThrow(/SECRET/)
  })

  it('gets the refusal of a server that reads no further, says no length, and ends its direction only', async () => {
    const { port } = await startRawServer((socket) => {
      socket.once('data', () => {
        socket.pause()
        socket.end('HTTP/1.0 403 Forbidden\r\n\r\nno')
      })
    })
    const { status, body } = await clientOf(port).send('PUT', '/', Buffer.alloc(8_000_000))
    expect([status, String(body)]).toEqual([403, 'no'])
  })

  it('fails when no byte comes or goes for too long, however often it is asked again', async () => {
    const { port, sockets } = await startRawServer((socket) => socket.once('data', () => socket.write('HTTP/1.1 200')))
    const { send } = clientOf(port, { idleTimeoutMs: 30 })
    for (let n = 0; n < 3; n++) await expect(send('GET')).rejects.toThrow(`no answer from 127.0.0.1:${port}`)
    expect(sockets).toHaveLength(3)
  })

  it.each(['', 'HTTP/1.1 200 OK\r\n', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell'])(
    'fails when the server hangs up before it has answered: %j',
    async (text) => {
      const { port } = await startRawServer((socket) => socket.once('data', () => socket.end(text)))
      await expect(clientOf(port).send('GET')).rejects.toMatchObject({ code: 'ECONNRESET' })
    },
  )

  it('fails when nobody listens', async () => {
    const { url, close } = await startAnswering(() => {})
    await close()
    await expect(clientOf(Number(new URL(url).port)).send('GET')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })
})
