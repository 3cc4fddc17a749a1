import { once } from 'node:events'
import type { Socket } from 'node:net'
import { createServer, getCACertificates, setDefaultCACertificates } from 'node:tls'
import { makeAuthority, makeServerCertificate } from '@cruddur/storage/testing/certificates'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startAnswering } from '../../test/answering-server.ts'
import { startRawServer } from '../../test/raw-server.ts'
import { DirectClient } from './direct-client.ts'

function clientOf(port: number, { secure = false, hostname = '127.0.0.1', idleTimeoutMs = 10_000 } = {}) {
  const client = new DirectClient({ secure, hostname, port, host: `${hostname}:${port}` }, idleTimeoutMs)
  onTestFinished(() => client.close())
  const send = (method: string, path = '/', body: Buffer | null = null) =>
    client.send({ method, path, headers: { host: 'a', 'content-length': `${body?.length ?? 0}` }, body })
  return { client, send }
}

const ok = (body: string, headers = '') =>
  `HTTP/1.1 200 OK\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`

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
    const { send } = clientOf(port)
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
    await expect(asked).rejects.toMatchObject({ code: 'ECONNRESET' })
    await expect.poll(() => sockets[0]?.readableEnded).toBe(true)
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
    await expect(client.send(request)).rejects.toThrow(/can say/)
    expect(sockets).toHaveLength(0)
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

describe('over TLS', () => {
  async function start(names: string[]) {
    const authority = makeAuthority('an authority')
    const { pem, keyPem } = makeServerCertificate(authority, names)
    const reused: boolean[] = []
    const server = createServer({ cert: pem, key: keyPem, ALPNProtocols: ['h2', 'http/1.1'] })
    server.on('secureConnection', (socket) => reused.push(socket.isSessionReused()))
    const { port } = await startRawServer(
      (socket) => socket.on('data', () => socket.end(ok('a', 'Connection: close\r\n'))),
      server,
    )
    return { port, reused, pem: authority.pem }
  }

  function trust(pem: string) {
    const before = getCACertificates('default')
    setDefaultCACertificates([pem])
    onTestFinished(() => setDefaultCACertificates(before))
  }

  it('trusts the authorities that Node trusts, and begins from the last session', async () => {
    const { port, reused, pem } = await start(['localhost'])
    const { send } = clientOf(port, { secure: true, hostname: 'localhost' })
    await expect(send('GET')).rejects.toMatchObject({ code: expect.stringMatching(/CERT|SIGNATURE|ISSUER/) })
    trust(pem)
    for (let n = 0; n < 3; n++) expect(String((await send('GET')).body)).toBe('a')
    expect(reused.slice(-2)).toEqual([true, true])
  })

  it('refuses the certificate of another server', async () => {
    const { port, pem } = await start(['other.example'])
    trust(pem)
    const failure = { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }
    await expect(clientOf(port, { secure: true, hostname: 'localhost' }).send('GET')).rejects.toMatchObject(failure)
    await expect(clientOf(port, { secure: true }).send('GET')).rejects.toMatchObject(failure)
  })

  it('goes to an address too', async () => {
    const { port, pem } = await start(['127.0.0.1'])
    trust(pem)
    expect(String((await clientOf(port, { secure: true }).send('GET')).body)).toBe('a')
  })
})
