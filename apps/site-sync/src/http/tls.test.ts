import { createServer, getCACertificates, setDefaultCACertificates, type TLSSocket } from 'node:tls'
import { makeAuthority, makeServerCertificate } from '@cruddur/storage/testing/certificates'
import { expect, it, onTestFinished } from 'vitest'
import { startRawServer } from '../../test/raw-server.ts'
import { DirectClient } from './direct-client.ts'

async function start(hostname: string, names: string[], onConnection: (socket: TLSSocket) => void = () => {}) {
  const authority = makeAuthority('an authority')
  const { pem, keyPem } = makeServerCertificate(authority, names)
  const reused: boolean[] = []
  const said: unknown[] = []
  const server = createServer({ cert: pem, key: keyPem, ALPNProtocols: ['h2', 'http/1.1'] })
  server.on('secureConnection', (socket) => {
    reused.push(socket.isSessionReused())
    onConnection(socket)
    said.push([socket.alpnProtocol, (socket as TLSSocket & { servername: unknown }).servername])
  })
  const reply = 'HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\na'
  const { port } = await startRawServer((socket) => socket.on('data', () => socket.end(reply)), server)
  const client = new DirectClient({ secure: true, hostname, port, host: hostname }, 10_000)
  onTestFinished(() => client.close())
  const ask = async () => String((await client.send({ method: 'GET', path: '/', headers: {}, body: null })).body)
  return { ask, reused, said, pem: authority.pem }
}

function trust(pem: string) {
  const before = getCACertificates('default')
  setDefaultCACertificates([pem])
  onTestFinished(() => setDefaultCACertificates(before))
}

it('trusts the authorities that Node trusts, and begins from the last session', async () => {
  const { ask, reused, said, pem } = await start('localhost', ['localhost'])
  await expect(ask()).rejects.toMatchObject({ code: expect.stringMatching(/CERT|SIGNATURE|ISSUER/) })
  trust(pem)
  for (let n = 0; n < 3; n++) expect(await ask()).toBe('a')
  expect(reused.slice(-2)).toEqual([true, true])
  expect(said.at(-1)).toEqual(['http/1.1', 'localhost'])
})

it('begins anew after a session that the server does not take', async () => {
  const { ask, reused, pem } = await start('localhost', ['localhost'], (socket) => {
    if (socket.isSessionReused()) socket.destroy()
  })
  trust(pem)
  await ask()
  await expect(ask()).rejects.toMatchObject({ code: 'ECONNRESET' })
  expect(await ask()).toBe('a')
  expect(reused).toEqual([false, true, false])
})

it.each(['localhost', '127.0.0.1'])('refuses the certificate of another server: %s', async (hostname) => {
  const { ask, pem } = await start(hostname, ['other.example'])
  trust(pem)
  await expect(ask()).rejects.toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
})

it('goes to an address too', async () => {
  const { ask, pem } = await start('127.0.0.1', ['127.0.0.1'])
  trust(pem)
  expect(await ask()).toBe('a')
})
