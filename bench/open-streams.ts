import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { requestBytes, requestsPerSecond } from './load.ts'
import type { Process } from './processes.ts'

/** Opens streams from many addresses, half of them with a token. Resolves when each has received its first event. */
export async function openStreams(
  { address: server }: Process,
  count: number,
  tokens: readonly string[],
): Promise<Socket[]> {
  const { hostname, port } = new URL(server)
  const opened: Socket[] = []
  const openOne = async (n: number) => {
    const socket = connect({ host: hostname, port: Number(port) })
    const token = n % 2 ? tokens[n % tokens.length] : undefined
    const headers = {
      'x-forwarded-for': `10.${n >> 8}.${n & 255}.1`,
      ...(token && { authorization: `Bearer ${token}` }),
    }
    socket.write(requestBytes('GET', '/api/stream', headers))
    socket.setEncoding('utf8')
    let received = ''
    while (!received.includes('id: ')) received += (await once(socket, 'data'))[0]
    if (!received.startsWith('HTTP/1.1 200')) throw new Error(received.slice(0, 200))
    return socket
  }
  // No more at a time than the server's backlog of connections holds.
  for (let from = 0; from < count; from += 100) {
    const some = Array.from({ length: Math.min(100, count - from) }, (_none, index) => openOne(from + index))
    opened.push(...(await Promise.all(some)))
  }
  return opened
}

export async function closeStreams(sockets: readonly Socket[]): Promise<void> {
  await Promise.all(sockets.map((socket) => once(socket.destroy(), 'close')))
}

/**
 * Milliseconds from the call of `say` until the last of the streams has what it says.
 *
 * @param say returns a word that is in what the streams receive
 */
export async function timeToLast(sockets: readonly Socket[], say: () => Promise<string>): Promise<number> {
  const received = new Map<Socket, string>()
  for (const socket of sockets) {
    socket.on('data', (piece: string) => received.set(socket, (received.get(socket) ?? '') + piece))
  }
  const startedAt = performance.now()
  const word = await say()
  const hear = async (socket: Socket) => {
    while (!received.get(socket)?.includes(word)) await once(socket, 'data')
    return performance.now() - startedAt
  }
  const times = await Promise.all(sockets.map(hear))
  for (const socket of sockets) socket.removeAllListeners('data')
  return Math.max(...times)
}

/**
 * Bytes of memory that the process uses for each of so many streams, which stay open. Before, it has work of other kinds: the memory
 * that a busy process takes once, for what lives shortly, is no listener's.
 */
export async function memoryOfEach(
  server: Process,
  count: number,
  tokens: readonly string[],
  warmUpSeconds: number,
): Promise<{ sockets: Socket[]; bytes: number }> {
  const request = () => requestBytes('GET', '/api/health-check')
  await requestsPerSecond({ address: server.address, request }, { seconds: warmUpSeconds })
  // The first streams compile.
  await closeStreams(await openStreams(server, Math.min(200, count), tokens))
  const before = await server.ask<NodeJS.MemoryUsage>({ memory: true })
  const sockets = await openStreams(server, count, tokens)
  const after = await server.ask<NodeJS.MemoryUsage>({ memory: true })
  return { sockets, bytes: (after.rss - before.rss) / count }
}
