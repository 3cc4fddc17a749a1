import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { sql } from 'kysely'
import { afterEach, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../testing/test-app.ts'

let test: TestApp
const sockets: Socket[] = []
/** Starts a server with a hundred large cruds. */
async function listen(settings: Record<string, string>): Promise<void> {
  test = await startTestApp(settings)
  const { uuid } = await test.member('worf')
  await sql`insert into activities (user_uuid, sealed, expires_at)
    select ${uuid}, unsealed(repeat('\u{1F4A3}', 280)), now() + interval '1 day' from generate_series(1, 100)`.execute(
    test.db,
  )
  await test.app.listen({ port: 0, host: '127.0.0.1' })
}
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await test.close()
})

/** Sends so many requests for large pages at once, on one connection, and reads nothing. */
function askAndNotRead(requests: number): Socket {
  const { port } = test.app.server.address() as AddressInfo
  const socket = connect({ port, host: '127.0.0.1' }).pause()
  socket.on('error', () => {})
  socket.write('GET /api/activities/home?limit=100 HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(requests))
  sockets.push(socket)
  return socket
}

/** A request that is read, from one of the addresses of this machine. */
async function ask(localAddress = '127.0.0.1'): Promise<number | undefined> {
  const { port } = test.app.server.address() as AddressInfo
  const path = '/api/activities/home?limit=100'
  const request = get({ host: '127.0.0.1', port, localAddress, agent: false, path })
  const [reply] = (await once(request, 'response')) as [IncomingMessage]
  reply.resume()
  await once(reply, 'end')
  return reply.statusCode
}

const connections = () =>
  new Promise<number>((resolve, reject) =>
    test.app.server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  )

it('clients that do not read hold no turn: their address goes on', async () => {
  await listen({})
  // The operating system takes less than half. What is left is more than the requests that may run at once.
  askAndNotRead(150)
  await expect.poll(() => ask(), { timeout: 15_000 }).toBe(200)
})

it('an address that leaves too much unread gets no more, until it is read or given up', async () => {
  await listen({ MAX_UNREAD_BYTES_ADDRESS: '1000000' })
  const outcome = () => ask().catch((error: { code?: string }) => error.code)
  const outcomeAfterMore = () => {
    // The operating system takes some of what is unread, and the server closes connections that ask for more.
    askAndNotRead(150)
    return outcome()
  }
  await expect.poll(outcomeAfterMore, { timeout: 15_000 }).toBe('ECONNRESET')
  expect(await ask('127.0.0.2')).toBe(200)
  for (const socket of sockets.splice(0)) socket.destroy()
  await expect.poll(outcome, { timeout: 15_000 }).toBe(200)
})

it('connections of clients that do not read are closed after a while', async () => {
  await listen({ REQUEST_TIMEOUT_MS: '1000' })
  const socket = askAndNotRead(150)
  await once(socket, 'connect')
  await expect.poll(connections).toBe(1)
  await expect.poll(connections, { timeout: 15_000 }).toBe(0)
  expect(await ask()).toBe(200)
})
