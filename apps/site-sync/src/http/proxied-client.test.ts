import { once } from 'node:events'
import { Agent } from 'node:http'
import { connect, type Socket } from 'node:net'
import { createServer, getCACertificates, setDefaultCACertificates } from 'node:tls'
import { makeAuthority, makeServerCertificate } from '@cruddur/storage/testing/certificates'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startRawServer } from '../../test/raw-server.ts'
import { ProxiedClient } from './proxied-client.ts'

const idleTimeoutMs = 100

function clientOf(agent: Agent, { secure = false, port = 80 } = {}) {
  const client = new ProxiedClient({ secure, hostname: '127.0.0.1', port, host: 'a.example' }, agent, idleTimeoutMs)
  onTestFinished(() => client.close())
  const body = Buffer.from('b')
  const ask = () =>
    client.send({ method: 'PUT', path: '/', headers: { host: 'a.example', 'content-length': '1' }, body })
  return { client, ask }
}

describe('a request', () => {
  /** To a server that answers this, without a proxy between. */
  async function ask(answer: (socket: Socket) => void) {
    const { port } = await startRawServer((socket) => socket.once('data', () => answer(socket)))
    return clientOf(new Agent({ keepAlive: true }), { port }).ask()
  }

  it('gets its reply in the form that the other client gives it', async () => {
    const reply = await ask((socket) =>
      socket.write('HTTP/1.1 200 OK\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 2\r\n\r\nhi'),
    )
    expect(reply).toEqual({ status: 200, headers: { 'x-a': '1, 2', 'content-length': '2' }, body: Buffer.from('hi') })
  })

  it.each([
    ['no HTTP', '220 mail\r\n'],
    ['an ETag twice', 'HTTP/1.1 200 OK\r\nETag: "a"\r\nETag: "b"\r\nContent-Length: 0\r\n\r\n'],
    ['another protocol', 'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: b\r\n\r\n'],
    ['another protocol that has no name', 'HTTP/1.1 101 Switching Protocols\r\n\r\n'],
  ])('fails when the reply is %s', async (_, text) => {
    await expect(ask((socket) => socket.write(text))).rejects.toThrow('does not speak HTTP as it should')
  })

  it.each(['', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe'])(
    'fails when the server hangs up after %j',
    async (text) => {
      await expect(ask((socket) => socket.end(text))).rejects.toMatchObject({ code: 'ECONNRESET' })
    },
  )

  it.each(['', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe'])(
    'fails when the server is silent after %j',
    async (text) => {
      await expect(ask((socket) => socket.write(text))).rejects.toThrow('no answer from a.example')
    },
  )

  it('fails when the client is closed, before or after', async () => {
    const { port, sockets } = await startRawServer((socket) => socket.resume())
    const { client, ask } = clientOf(new Agent(), { port })
    const asked = ask()
    await expect.poll(() => sockets.length).toBe(1)
    client.close()
    await expect(asked).rejects.toMatchObject({ code: 'Closed' })
    await expect(ask()).rejects.toMatchObject({ code: 'Closed' })
  })
})

describe('through a tunnel', () => {
  const reply = 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na'

  async function startTlsServer(answer: string) {
    const authority = makeAuthority('an authority')
    const { pem, keyPem } = makeServerCertificate(authority, ['a.example'])
    const before = getCACertificates('default')
    setDefaultCACertificates([authority.pem])
    onTestFinished(() => setDefaultCACertificates(before))
    const server = createServer({ cert: pem, key: keyPem })
    return startRawServer((socket) => socket.on('data', () => socket.write(answer)), server)
  }

  /** A proxy that makes way to where it is asked to. Counts how often. */
  function startTunnels() {
    return startRawServer((socket) => {
      socket.once('data', async (head) => {
        const [, host, port] = /^CONNECT ([\d.]+):(\d+) /.exec(String(head)) ?? []
        const onward = connect(Number(port), host)
        onward.on('error', () => {})
        await once(onward, 'connect')
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        socket.pipe(onward).pipe(socket)
      })
    })
  }

  it('requests share a connection', async () => {
    const [{ port }, { url, sockets }] = await Promise.all([startTlsServer(reply), startTunnels()])
    const { ask } = clientOf(new HttpsProxyAgent(url, { keepAlive: true }), { secure: true, port })
    for (let n = 0; n < 4; n++) expect(String((await ask()).body)).toBe('a')
    expect(sockets).toHaveLength(1)
  })

  it('a server that falls silent is not waited for longer than any other', async () => {
    const [{ port }, { url }] = await Promise.all([startTlsServer(reply.slice(0, 30)), startTunnels()])
    const { ask } = clientOf(new HttpsProxyAgent(url, { keepAlive: true }), { secure: true, port })
    await expect(ask()).rejects.toThrow('no answer from a.example')
  })

  it('a proxy that does not answer is not waited for longer either', async () => {
    const { url } = await startRawServer((socket) => socket.resume())
    await expect(clientOf(new HttpsProxyAgent(url), { secure: true }).ask()).rejects.toThrow('no answer from a.example')
  })

  it('the refusal of a proxy is the reply', async () => {
    const { url } = await startRawServer((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 2\r\n\r\nno'))
    })
    const { status, body } = await clientOf(new HttpsProxyAgent(url), { secure: true }).ask()
    expect([status, String(body)]).toEqual([407, 'no'])
  })
})
