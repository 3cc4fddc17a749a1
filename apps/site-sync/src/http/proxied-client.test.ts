import { Agent } from 'node:http'
import type { Socket } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { startRawServer } from '../../test/raw-server.ts'
import { ProxiedClient } from './proxied-client.ts'

/** To a server that answers this. No proxy is between: the agent decides that, and its library is tested elsewhere. */
async function ask(answer: (socket: Socket) => void) {
  const { port } = await startRawServer((socket) => socket.once('data', () => answer(socket)))
  const agent = new Agent({ keepAlive: true, timeout: 50 })
  const client = new ProxiedClient({ secure: false, hostname: '127.0.0.1', port, host: 'a.example' }, agent, 50)
  onTestFinished(() => client.close())
  return client.send({
    method: 'PUT',
    path: '/',
    headers: { host: 'a.example', 'content-length': '1' },
    body: Buffer.from('b'),
  })
}

it('gives replies in the form that the other client gives them', async () => {
  const reply = await ask((socket) =>
    socket.write('HTTP/1.1 200 OK\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 2\r\n\r\nhi'),
  )
  expect(reply).toEqual({ status: 200, headers: { 'x-a': '1, 2', 'content-length': '2' }, body: Buffer.from('hi') })
})

it('fails as the other client does', async () => {
  await expect(ask((socket) => socket.write('220 mail\r\n'))).rejects.toThrow('does not speak HTTP as it should')
  const upgrade = 'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: b\r\n\r\n'
  await expect(ask((socket) => socket.write(upgrade))).rejects.toThrow('does not speak HTTP as it should')
  await expect(ask(() => {})).rejects.toThrow('no answer from a.example')
  await expect(ask((socket) => socket.end())).rejects.toMatchObject({ code: 'ECONNRESET' })
})
