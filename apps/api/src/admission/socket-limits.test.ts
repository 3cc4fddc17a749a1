import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { limitSockets } from './socket-limits.ts'

let server: Server
const sockets: Socket[] = []
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  server.close()
  await once(server, 'close')
})

async function listen(limits: { total: number; address: number }, trustProxy: string[] = []): Promise<void> {
  server = createServer((_request, response) => response.end())
  limitSockets(server, limits, trustProxy)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
}

/** Opens a connection and asks something. Whether there was an answer. */
async function isAnswered(): Promise<boolean> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  sockets.push(socket)
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  socket.on('error', () => {})
  return Promise.race([once(socket, 'data').then(() => true), once(socket, 'close').then(() => false)])
}

describe('connections', () => {
  it('of one address are capped, and there is room again when one closes', async () => {
    await listen({ total: 10, address: 2 })
    expect([await isAnswered(), await isAnswered(), await isAnswered()]).toEqual([true, true, false])
    const [first] = sockets
    first?.destroy()
    await expect.poll(() => isAnswered()).toBe(true)
  })

  it('of a trusted proxy are not, because it carries many people', async () => {
    await listen({ total: 10, address: 1 }, ['loopback'])
    expect([await isAnswered(), await isAnswered()]).toEqual([true, true])
  })

  it('of everybody together are capped', async () => {
    await listen({ total: 2, address: 10 }, ['loopback'])
    expect([await isAnswered(), await isAnswered(), await isAnswered()]).toEqual([true, true, false])
  })
})
