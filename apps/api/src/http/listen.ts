import { once } from 'node:events'
import { createServer, type Server as TcpServer } from 'node:net'
import type { FastifyInstance, FastifyListenOptions } from 'fastify'

/**
 * A turn of Node's event loop accepts one connection of each listening socket (libuv since 1.45). On a busy server a turn
 * takes many milliseconds, so clients that connect at once would wait for seconds.
 */
const listeningSockets = 8
/** Elsewhere, Node cannot share a port between sockets so that the kernel distributes connections. */
const canShare = process.platform === 'linux'

type Address = { host: string; port: number }

/**
 * Listens on several sockets of one address, which share its connections (SO_REUSEPORT, socket(7)).
 *
 * @returns a function that closes the server: it stops listening, and waits until all connections have ended
 * @throws NodeJS.ErrnoException `EADDRINUSE` and what else Node says of an address
 */
export async function listenOn(app: FastifyInstance, { host, port }: Address): Promise<() => Promise<void>> {
  if (canShare && port !== 0) await refuseIfTaken({ host, port })
  const options: FastifyListenOptions & { reusePort: boolean } = { host, port, reusePort: canShare }
  await app.listen(options)
  const address = app.server.address()
  if (!canShare || address === null || typeof address === 'string') return async () => app.close()
  const more: TcpServer[] = []
  try {
    for (let n = 1; n < listeningSockets; n++) more.push(await listenBeside(app, { host, port: address.port }))
  } catch (error) {
    // Another program took the port that the system chose. It can't be given up for another one, because Fastify listens once, but
    // fewer sockets serve, too.
    if (!(port === 0 && (error as NodeJS.ErrnoException).code === 'EADDRINUSE')) {
      for (const listener of more) listener.close()
      throw error
    }
  }
  return async () => {
    // Each counts its own connections.
    const ended = more.map((listener) => once(listener, 'close'))
    for (const listener of more) listener.close()
    await Promise.all([app.close(), ...ended])
  }
}

/** Two servers could share a port without noticing. */
async function refuseIfTaken(address: Address): Promise<void> {
  const probe = createServer()
  probe.listen(address)
  await once(probe, 'listening')
  probe.close()
  await once(probe, 'close')
}

async function listenBeside(app: FastifyInstance, address: Address): Promise<TcpServer> {
  // As Node's HTTP server sets them.
  const listener = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    app.server.emit('connection', socket)
  })
  listener.listen({ ...address, reusePort: true })
  await once(listener, 'listening')
  return listener
}
